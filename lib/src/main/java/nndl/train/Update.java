package nndl.train;

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
 * <p>θ is read before every batch, because an observer may have changed the model. The arrays are
 * reused, because allocating them for every batch would take longer than copying.
 */
final class Update {
  private final List<SimpleMatrix> parameters;
  private final List<double[]> arrays;
  private final Optimizer.State state;
  private final double[] theta;
  private final double[] gradient;

  Update(Layer model, Optimizer optimizer) {
    parameters = List.copyOf(model.parameters());
    arrays =
        parameters.stream()
            .map(p -> Linalg.requireDoubles("parameter", p).getDDRM().data)
            .collect(Collectors.toList());
    theta = new double[Parameters.count(model)];
    gradient = new double[theta.length];
    state = optimizer.init(theta.length);
  }

  /**
   * Moves the model to the point at which the rule needs the gradient of the next {@link #step}.
   */
  void lookAhead() {
    read(theta);
    state.lookAhead(theta);
    write(theta);
  }

  void step(List<SimpleMatrix> gradients) {
    Parameters.requireShapes("gradients", gradients, parameters);
    int at = 0;
    for (SimpleMatrix g : gradients) {
      System.arraycopy(g.getDDRM().data, 0, gradient, at, g.getNumElements());
      at += g.getNumElements();
    }
    state.step(theta, gradient);
    write(theta);
  }

  /** A new array of θ's length. */
  double[] array() {
    return new double[theta.length];
  }

  void read(double[] into) {
    int at = 0;
    for (double[] array : arrays) {
      System.arraycopy(array, 0, into, at, array.length);
      at += array.length;
    }
  }

  void write(double[] from) {
    int at = 0;
    for (double[] array : arrays) {
      System.arraycopy(from, at, array, 0, array.length);
      at += array.length;
    }
  }

  boolean finite() {
    read(theta);
    for (double value : theta) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
