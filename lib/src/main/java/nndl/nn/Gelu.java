package nndl.nn;

import org.apache.commons.math3.special.Erf;

/** GELU z Φ(z) (Hendrycks and Gimpel, 2016), exact, with Φ(z) = ½ erfc(−z/√2). */
public record Gelu() implements Activation {
  @Override
  public double value(double z) {
    double p = cdf(z);
    return p == 0 ? 0 : z * p; // 0 · ∞ at z = −∞
  }

  /** Φ(z) + z φ(z). */
  @Override
  public double derivative(double z) {
    double density = pdf(z);
    return cdf(z) + (density == 0 ? 0 : z * density);
  }

  /** (2 − z²) φ(z). */
  @Override
  public double secondDerivative(double z) {
    double density = pdf(z);
    return density == 0 ? 0 : (2 - z * z) * density;
  }

  @Override
  public String toString() {
    return "GELU";
  }

  private static double cdf(double z) {
    return 0.5 * Erf.erfc(-z / StrictMath.sqrt(2));
  }

  private static double pdf(double z) {
    return StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
  }
}
