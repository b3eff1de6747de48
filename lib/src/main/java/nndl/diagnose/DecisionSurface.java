package nndl.diagnose;

import java.util.function.DoubleBinaryOperator;
import nndl.nn.Activation;
import nndl.nn.Layer;
import nndl.nn.Sigmoid;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** A model of two inputs as a function of two numbers, to be plotted. */
public final class DecisionSurface {
  private DecisionSurface() {}

  /** The output of that number, from 0, at (x, y); it follows the model's parameters. */
  public static DoubleBinaryOperator output(Layer model, int column) {
    int columns = columns(model);
    Require.inRange("column", column, 0, columns - 1);
    return (x, y) -> at(model, x, y).get(0, column);
  }

  /** The probability σ(z) of class 1 at (x, y) for a model whose single output is the logit z. */
  public static DoubleBinaryOperator probability(Layer model) {
    if (columns(model) != 1) {
      throw Require.invalid("model", "of one output", "of " + columns(model));
    }
    Activation sigmoid = new Sigmoid();
    return (x, y) -> sigmoid.value(at(model, x, y).get(0, 0));
  }

  /** The number of the largest output at (x, y), the class of a model of several logits. */
  public static DoubleBinaryOperator choice(Layer model) {
    columns(model);
    return (x, y) -> {
      SimpleMatrix outputs = at(model, x, y);
      int best = 0;
      for (int j = 1; j < outputs.getNumCols(); j++) {
        best = outputs.get(0, j) > outputs.get(0, best) ? j : best;
      }
      return best;
    };
  }

  // a model with another number of inputs is refused here, not while plotting
  private static int columns(Layer model) {
    return at(Require.notNull("model", model), 0, 0).getNumCols();
  }

  private static SimpleMatrix at(Layer model, double x, double y) {
    return model.apply(new SimpleMatrix(1, 2, true, x, y));
  }
}
