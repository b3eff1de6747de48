package nndl.nn;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import nndl.gradient.NumericalGradient;
import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * An elementwise layer A = f(Z), given by f and its derivative.
 *
 * <p>Your own: {@code Activation.of("square", z -> z * z, z -> 2 * z)}.
 */
public interface Activation extends Layer {
  /** f(z). */
  double value(double z);

  /** f′(z); where f has a kink, the derivative from the left. */
  double derivative(double z);

  /** f″(z), by central differences of f′ unless an activation knows it. */
  default double secondDerivative(double z) {
    double h = NumericalGradient.BEST_STEP * Math.max(1, Math.abs(z));
    return (derivative(z + h) - derivative(z - h)) / ((z + h) - (z - h));
  }

  @Override
  default SimpleMatrix apply(SimpleMatrix Z) {
    return Linalg.map(Require.notNull("Z", Z), this::value);
  }

  @Override
  default Vjp vjp(SimpleMatrix Z) {
    return new Vjp(
        apply(Z),
        dA -> {
          Linalg.sameShape("dA", dA, Z);
          return new Gradients(Linalg.mapTimes(Z, this::derivative, dA), List.of()); // f′(Z) ⊙ dA
        });
  }

  @Override
  default Jvp jvp(SimpleMatrix Z, SimpleMatrix dZ, List<SimpleMatrix> dParameters) {
    Parameters.requireShapes("dParameters", dParameters, this);
    Linalg.sameShape("dZ", dZ, Require.notNull("Z", Z));
    // Ȧ = f′(Z) ⊙ Ż
    return new Jvp(apply(Z), Linalg.mapTimes(Z, this::derivative, dZ));
  }

  /** An activation from two functions, shown under that name. */
  static Activation of(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    return new FunctionActivation(name, value, derivative);
  }
}
