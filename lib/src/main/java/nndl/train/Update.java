package nndl.train;

import java.util.Arrays;
import java.util.List;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.optim.Optimizer;
import org.ejml.simple.SimpleMatrix;

/**
 * All parameters of a model as the one array θ of a rule.
 *
 * <p>θ is read anew for every batch, for an observer may have changed the model. The copies cost
 * less than a product of matrices with one sample.
 */
final class Update {
  private final Layer model;
  private final Optimizer.State state;

  Update(Layer model, Optimizer optimizer) {
    this.model = model;
    state = optimizer.init(Parameters.count(model));
  }

  void lookAhead() {
    double[] theta = Parameters.get(model);
    state.lookAhead(theta);
    Parameters.set(model, theta);
  }

  void step(List<SimpleMatrix> gradients) {
    Parameters.requireShapes("gradients", gradients, model);
    double[] theta = Parameters.get(model);
    state.step(theta, Parameters.flatten(gradients));
    Parameters.set(model, theta);
  }

  boolean finite() {
    return Arrays.stream(Parameters.get(model)).allMatch(Double::isFinite);
  }
}
