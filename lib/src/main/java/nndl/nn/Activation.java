package nndl.nn;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import nndl.check.NumericalGradient;
import nndl.check.Require;
import nndl.linalg.Linalg;
import org.ejml.simple.SimpleMatrix;

/**
 * An elementwise layer A = f(Z), given by f and its derivative.
 *
 * <p>A reader's own: {@code Activation.of("square", z -> z * z, z -> 2 * z)}.
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

  /** An activation from two functions. */
  static Activation of(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    return new Custom(name, value, derivative);
  }

  /** f(z) = z. */
  static Activation identity() {
    return new Identity();
  }

  /** σ(z) = 1 / (1 + e⁻ᶻ). */
  static Activation sigmoid() {
    return new Sigmoid();
  }

  /** tanh z. */
  static Activation tanh() {
    return new Tanh();
  }

  /** max(0, z). */
  static Activation relu() {
    return new LeakyRelu(0);
  }

  /** z for z &gt; 0, else slope · z. */
  static Activation leakyRelu(double slope) {
    return new LeakyRelu(slope);
  }

  /** z for z &gt; 0, else α(eᶻ − 1). */
  static Activation elu(double alpha) {
    return new Elu(alpha);
  }

  /** log(1 + eᶻ). */
  static Activation softplus() {
    return new Softplus();
  }

  /** z σ(βz). */
  static Activation swish(double beta) {
    return new Swish(beta);
  }

  /** z Φ(z), with Φ the standard normal distribution function. */
  static Activation gelu() {
    return new Gelu();
  }

  /** ½z(1 + tanh(√(2/π)(z + 0.044715z³))), an approximation of GELU. */
  static Activation geluTanh() {
    return new GeluTanh();
  }

  /** z σ(1.702z), an approximation of GELU: Swish with β = 1.702. */
  static Activation geluSigmoid() {
    return new Swish(1.702);
  }
}
