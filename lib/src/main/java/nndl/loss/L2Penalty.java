package nndl.loss;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import nndl.linalg.Linalg;
import nndl.nn.Layer;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * ½λ Σ θ², its gradient λθ.
 *
 * <p>It is added once, not once per sample: relative to a sum over n samples its weight is 1/n of
 * that relative to a mean. With plain gradient descent it is the {@code weight_decay} of PyTorch's
 * {@code SGD}, which takes biases too.
 *
 * @param lambda 0 or positive
 * @param reach the penalised parameters
 */
public record L2Penalty(double lambda, Reach reach) implements Penalty {
  public L2Penalty {
    Require.nonNegative("lambda", lambda);
    Require.notNull("reach", reach);
  }

  /** The parameters that are penalised. */
  public enum Reach {
    /** {@link Layer#weights}: without biases. */
    WEIGHTS,
    /** All parameters, with biases. */
    ALL
  }

  /** The penalty of the weights, without biases. */
  public static L2Penalty ofWeights(double lambda) {
    return new L2Penalty(lambda, Reach.WEIGHTS);
  }

  /** The penalty of all parameters. */
  public static L2Penalty ofAll(double lambda) {
    return new L2Penalty(lambda, Reach.ALL);
  }

  @Override
  public Risk.ValueAndGradients of(Layer model) {
    Require.notNull("model", model);
    // by identity, because two matrices may hold the same numbers
    Set<SimpleMatrix> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    taken.addAll(reach == Reach.ALL ? model.parameters() : model.weights());
    double squares = 0;
    List<SimpleMatrix> gradients = new ArrayList<>();
    for (SimpleMatrix parameter : model.parameters()) {
      if (taken.contains(parameter)) {
        squares += Linalg.dot(parameter, parameter);
        gradients.add(parameter.scale(lambda));
      } else {
        gradients.add(new SimpleMatrix(parameter.getNumRows(), parameter.getNumCols()));
      }
    }
    return new Risk.ValueAndGradients(lambda / 2 * squares, gradients);
  }

  @Override
  public String toString() {
    return "L2 penalty " + lambda + (reach == Reach.ALL ? " of all parameters" : " of weights");
  }
}
