package nndl.optim;

import nndl.validation.Require;

/**
 * The bowl f(x) = ½ Σ cᵢxᵢ², with curvature cᵢ along axis i and its minimum 0 at the origin.
 *
 * <p>x²/20 + y² is {@code new Quadratic(0.1, 2)}: μ = 0.1, L = 2, κ = 20.
 */
public record Quadratic(double... curvatures) implements Objective {
  /** One positive curvature for each coordinate. */
  public Quadratic {
    curvatures = Require.finite("curvatures", curvatures).clone();
    for (double c : curvatures) {
      Require.positive("curvature", c);
    }
  }

  /** A copy of the curvatures. */
  @Override
  public double[] curvatures() {
    return curvatures.clone();
  }

  @Override
  public double value(double[] x) {
    Require.size("x", x.length, curvatures.length);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += curvatures[i] * x[i] * x[i];
    }
    return sum / 2;
  }

  @Override
  public void gradient(double[] x, double[] into) {
    Require.size("x", x.length, curvatures.length);
    for (int i = 0; i < x.length; i++) {
      into[i] = curvatures[i] * x[i];
    }
  }

  /** The largest curvature L: gradient descent diverges above the rate 2/L. */
  public double largestCurvature() {
    double largest = 0;
    for (double c : curvatures) {
      largest = Math.max(largest, c);
    }
    return largest;
  }

  /** The smallest curvature μ. */
  public double smallestCurvature() {
    double smallest = Double.POSITIVE_INFINITY;
    for (double c : curvatures) {
      smallest = Math.min(smallest, c);
    }
    return smallest;
  }
}
