package nndl.nn;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;

/**
 * A differentiable function of an input matrix, whose rows are samples, and of parameters.
 *
 * <p>A notebook can implement layers of its own: {@code apply}, {@code vjp} and {@code jvp} suffice
 * for one without parameters.
 */
public interface Layer {
  /** The output (n×out) for an input (n×in). */
  SimpleMatrix apply(SimpleMatrix X);

  /**
   * The output for X (n×in) and the pullback of the layer at X.
   *
   * <p>The pullback reads X and the parameters themselves: call it before they change.
   */
  Vjp vjp(SimpleMatrix X);

  /**
   * The output for X (n×in) and its tangent along (dX, dParameters).
   *
   * @param dX the tangent of the input, n×in
   * @param dParameters the tangents of the parameters, shaped as {@link #parameters()}
   */
  Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters);

  /** The output for X and its tangent along dX, the parameters held fixed. */
  default Jvp jvp(SimpleMatrix X, SimpleMatrix dX) {
    return jvp(X, dX, Parameters.zeros(this));
  }

  /** The parameter matrices themselves, not copies: training writes into them. */
  default List<SimpleMatrix> parameters() {
    return List.of();
  }

  /**
   * The parameter matrices that a penalty on weights takes: those that multiply the layer's input,
   * without biases. By default all parameters.
   */
  default List<SimpleMatrix> weights() {
    return parameters();
  }

  /**
   * The layer for one training step, with the same parameters: itself, unless it is random.
   *
   * <p>A layer thus needs no training mode: {@link #apply} is inference, and a step trains the
   * layer that {@code sample} returns, which is deterministic.
   *
   * @param random the source of randomness
   */
  default Layer sample(RandomGenerator random) {
    return this;
  }

  /**
   * An output with its pullback.
   *
   * @param output n×out
   */
  record Vjp(SimpleMatrix output, Pullback pullback) {}

  /** The linear map from the gradient by the output to the gradients by input and parameters. */
  @FunctionalInterface
  interface Pullback {
    /** The vector-Jacobian product of dY, n×out. */
    Gradients apply(SimpleMatrix dY);

    /**
     * The gradients by the parameters only, because training does not need the one by the input.
     */
    default List<SimpleMatrix> parameters(SimpleMatrix dY) {
      return apply(dY).parameters();
    }
  }

  /**
   * Gradients by the input (n×in) and by each parameter, shaped and ordered as {@link
   * Layer#parameters()}.
   */
  record Gradients(SimpleMatrix input, List<SimpleMatrix> parameters) {}

  /** An output (n×out) with its tangent (n×out), the Jacobian-vector product. */
  record Jvp(SimpleMatrix output, SimpleMatrix tangent) {}
}
