package nndl.train;

import java.util.ArrayList;
import java.util.List;
import nndl.nn.Layer;
import nndl.nn.Sequential;
import nndl.optim.Blockwise;
import nndl.optim.Optimizer;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Chooses a rule for each parameter matrix, such as a rate for each layer or decay for weights
 * only.
 */
@FunctionalInterface
public interface LayerRules {
  /**
   * The rule of one matrix of parameters.
   *
   * @param layer counted from 0 among the layers that have parameters
   * @param position among the parameters of the layer; of {@code Dense} 0 is W and 1 is b
   */
  Optimizer of(int layer, int position);

  /** One rule for the model, for a {@link Trainer}, from the rules of its matrices. */
  default Optimizer on(Sequential model) {
    List<Blockwise.Block> blocks = new ArrayList<>();
    int number = 0;
    for (Layer layer : Require.notNull("model", model).layers()) {
      List<SimpleMatrix> parameters = layer.parameters();
      for (int p = 0; p < parameters.size(); p++) {
        blocks.add(new Blockwise.Block(parameters.get(p).getNumElements(), of(number, p)));
      }
      number += parameters.isEmpty() ? 0 : 1;
    }
    return new Blockwise(blocks);
  }
}
