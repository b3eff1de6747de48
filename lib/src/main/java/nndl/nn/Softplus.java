package nndl.nn;

/** Softplus, a smooth rectifier: log(1 + eᶻ). */
public record Softplus() implements Activation {
  /** log(1 + eᶻ) = max(0, z) + log(1 + e⁻|ᶻ|), which does not overflow. */
  public static double softplus(double z) {
    return Math.max(0, z) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }

  @Override
  public double value(double z) {
    return softplus(z);
  }

  @Override
  public double derivative(double z) {
    return Sigmoid.sigmoid(z);
  }

  @Override
  public double secondDerivative(double z) {
    return Sigmoid.sigmoid(z) * Sigmoid.sigmoid(-z);
  }

  @Override
  public String toString() {
    return "softplus";
  }
}
