package nndl.nn;

/** The hyperbolic tangent. */
public record Tanh() implements Activation {
  @Override
  public double value(double z) {
    return StrictMath.tanh(z);
  }

  /** tanh′ = 1 − tanh² = 1 / cosh², the second form keeping its digits for large |z|. */
  @Override
  public double derivative(double z) {
    double cosh = StrictMath.cosh(z);
    return 1 / cosh / cosh;
  }

  /** tanh″ = −2 tanh · tanh′. */
  @Override
  public double secondDerivative(double z) {
    return -2 * value(z) * derivative(z);
  }

  @Override
  public String toString() {
    return "tanh";
  }
}
