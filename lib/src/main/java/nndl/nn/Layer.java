package nndl.nn;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;

/**
 * A differentiable function of an input matrix, whose rows are samples, and of parameters.
 *
 * <p>Everything here is open to implementations in a notebook: {@code apply}, {@code vjp} and
 * {@code jvp} suffice for a layer without parameters.
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

  /** The parameters themselves, not copies: whoever trains the layer writes into them. */
  default List<SimpleMatrix> parameters() {
    return List.of();
  }

  /**
   * Those of the parameters, the same matrices, that multiply the layer's input: what a penalty on
   * weights takes. Biases are not among them. All parameters, unless a layer knows better.
   */
  default List<SimpleMatrix> weights() {
    return parameters();
  }

  /**
   * The layer as it is for one step of training, with the same parameters: itself, unless there is
   * chance in it.
   *
   * <p>So a layer needs no mode: {@link #apply} is inference, and a step trains what {@code sample}
   * returns, a function as fixed as every other.
   *
   * @param random decides what is drawn
   */
  default Layer sample(RandomGenerator random) {
    return this;
  }

  /**
   * An output with the function that carries gradients back.
   *
   * @param output n×out
   */
  record Vjp(SimpleMatrix output, Pullback pullback) {}

  /** The linear map from the gradient by the output to the gradients by input and parameters. */
  @FunctionalInterface
  interface Pullback {
    /** The vector-Jacobian product of dY, n×out. */
    Gradients apply(SimpleMatrix dY);

    /** The gradients by the parameters alone: training has no use for that by the first input. */
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
