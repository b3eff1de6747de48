package nndl.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nndl.linalg.Linalg;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.optim.Optimizer;
import org.ejml.simple.SimpleMatrix;

/**
 * All parameters of a model as the one array θ of a rule.
 *
 * <p>θ is read anew for every batch, for an observer may have changed the model. The arrays are
 * kept: new ones of this size for every batch would cost more than the copies.
 */
final class Update {
  private final Layer model;
  private final List<double[]> arrays;
  private final Optimizer.State state;
  private final double[] theta;
  private final double[] gradient;

  Update(Layer model, Optimizer optimizer) {
    this.model = model;
    arrays =
        model.parameters().stream()
            .map(p -> Linalg.requireDoubles("parameter", p).getDDRM().data)
            .collect(Collectors.toList());
    theta = new double[Parameters.count(model)];
    gradient = new double[theta.length];
    state = optimizer.init(theta.length);
  }

  void lookAhead() {
    read();
    state.lookAhead(theta);
    write();
  }

  void step(List<SimpleMatrix> gradients) {
    Parameters.requireShapes("gradients", gradients, model);
    int at = 0;
    for (SimpleMatrix g : gradients) {
      System.arraycopy(g.getDDRM().data, 0, gradient, at, g.getNumElements());
      at += g.getNumElements();
    }
    read();
    state.step(theta, gradient);
    write();
  }

  private void read() {
    int at = 0;
    for (double[] array : arrays) {
      System.arraycopy(array, 0, theta, at, array.length);
      at += array.length;
    }
  }

  private void write() {
    int at = 0;
    for (double[] array : arrays) {
      System.arraycopy(theta, at, array, 0, array.length);
      at += array.length;
    }
  }

  boolean finite() {
    return arrays.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }
}
