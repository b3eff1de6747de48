package nndl.nn;

/** The logistic function σ(z) = 1 / (1 + e⁻ᶻ). */
public record Sigmoid() implements Activation {
  static double sigmoid(double z) {
    // e⁻ᶻ overflows to ∞ for z < −709, and 1/∞ = 0 is the right limit
    return 1 / (1 + StrictMath.exp(-z));
  }

  @Override
  public double value(double z) {
    return sigmoid(z);
  }

  /** σ′ = σ(z) σ(−z): unlike σ(1 − σ) it keeps its digits where σ is near 1. */
  @Override
  public double derivative(double z) {
    return sigmoid(z) * sigmoid(-z);
  }

  /** σ″ = σ′ (1 − 2σ) = −σ′ tanh(z/2). */
  @Override
  public double secondDerivative(double z) {
    return -derivative(z) * StrictMath.tanh(z / 2);
  }

  @Override
  public String toString() {
    return "sigmoid";
  }
}
