package nndl.nn;

import nndl.validation.Require;

/**
 * The leaky rectifier: z for z &gt; 0, else slope · z.
 *
 * @param slope the derivative for z ≤ 0, 0 included, as in most libraries
 */
public record LeakyRelu(double slope) implements Activation {
  public LeakyRelu {
    Require.finite("slope", slope);
  }

  static double value(double z, double slope) {
    // the comparison is false for NaN, which is returned; a plain 0 avoids −0.0 and 0 · ∞
    return z <= 0 ? (slope == 0 ? 0 : slope * z) : z;
  }

  static double derivative(double z, double slope) {
    return z <= 0 ? slope : z > 0 ? 1 : Double.NaN;
  }

  @Override
  public double value(double z) {
    return value(z, slope);
  }

  @Override
  public double derivative(double z) {
    return derivative(z, slope);
  }

  @Override
  public double secondDerivative(double z) {
    return Double.isNaN(z) ? Double.NaN : 0;
  }

  @Override
  public String toString() {
    return "leaky ReLU " + slope;
  }
}
