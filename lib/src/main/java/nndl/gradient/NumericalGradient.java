package nndl.gradient;

import java.util.function.ToDoubleFunction;
import nndl.validation.Require;

/**
 * Gradients by central differences, (f(x + heᵢ) − f(x − heᵢ)) / 2h, one coordinate at a time.
 *
 * <p>The truncation error is h²|f‴|/6, the rounding error about ε|f|/h; their sum is least near h =
 * ε^⅓ ≈ 6e-6 (Press et al., Numerical Recipes, 3rd ed., section 5.7).
 */
public final class NumericalGradient {
  /** ε^⅓, the step that balances truncation against rounding for |x| and |f| near 1. */
  public static final double BEST_STEP = StrictMath.cbrt(Math.ulp(1.0));

  private NumericalGradient() {}

  /** The gradient of f at x (length d), with the step {@code BEST_STEP · max(1, |xᵢ|)}. */
  public static double[] central(ToDoubleFunction<double[]> f, double[] x) {
    return difference(f, x, BEST_STEP, true);
  }

  /** The gradient of f at x (length d), with one step h for all coordinates. */
  public static double[] central(ToDoubleFunction<double[]> f, double[] x, double h) {
    return difference(f, x, Require.positive("h", h), false);
  }

  private static double[] difference(
      ToDoubleFunction<double[]> f, double[] x, double h, boolean relative) {
    double[] moved = x.clone();
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double step = relative ? h * Math.max(1, Math.abs(x[i])) : h;
      double right = x[i] + step;
      double left = x[i] - step;
      moved[i] = right;
      double fRight = f.applyAsDouble(moved);
      moved[i] = left;
      double fLeft = f.applyAsDouble(moved);
      moved[i] = x[i];
      // the distance that was moved in floating point, which is not exactly 2h
      gradient[i] = (fRight - fLeft) / (right - left);
    }
    return gradient;
  }
}
