package nndl.loss;

import java.util.List;
import nndl.nn.Layer;
import org.ejml.simple.SimpleMatrix;

/**
 * A function of a model and of samples that training minimises.
 *
 * <p>A {@link Loss} is one, the empirical risk; with a {@link Penalty} on the parameters it becomes
 * the structural risk: {@code new SquaredError().plus(L2Penalty.ofWeights(0.01))}.
 */
@FunctionalInterface
public interface Risk {
  /** The risk of the model on inputs X (n×in) and targets T (n×out), and its gradients. */
  ValueAndGradients of(Layer model, SimpleMatrix X, SimpleMatrix T);

  /** The risk without gradients. */
  default double value(Layer model, SimpleMatrix X, SimpleMatrix T) {
    return of(model, X, T).value();
  }

  /** The sum of this risk and the penalty. */
  default Risk plus(Penalty penalty) {
    return new Penalized(this, penalty);
  }

  /** A number with its gradients by parameters, shaped and ordered as {@link Layer#parameters}. */
  record ValueAndGradients(double value, List<SimpleMatrix> gradients) {}
}
