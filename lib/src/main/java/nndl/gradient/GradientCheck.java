package nndl.gradient;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import nndl.validation.Require;

/**
 * The comparison of a gradient with central differences.
 *
 * @param coordinates how many coordinates were compared
 * @param worst the coordinate with the largest relative error
 * @param derived the derived gradient there
 * @param numerical the central difference there
 * @param relativeError |derived − numerical| / max(|derived|, |numerical|, {@link #FLOOR}) there
 */
public record GradientCheck(
    int coordinates, int worst, double derived, double numerical, double relativeError) {
  /**
   * The smallest size to which errors are relative; differences do not resolve smaller components.
   */
  public static final double FLOOR = 1e-3;

  /** Compares at the point x (length d) the gradient with central differences of f. */
  public static GradientCheck of(
      ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, double[] x) {
    Require.finite("x", x);
    double[] derived = gradient.apply(x.clone());
    Require.size("gradient", derived.length, x.length);
    double[] numerical = NumericalGradient.central(f, x);
    int worst = 0;
    double largest = -1;
    for (int i = 0; i < x.length; i++) {
      double scale = Math.max(FLOOR, Math.max(Math.abs(derived[i]), Math.abs(numerical[i])));
      double error = Math.abs(derived[i] - numerical[i]) / scale;
      // negated, so that NaN counts as the worst
      if (!(error <= largest)) {
        worst = i;
        largest = error;
        if (Double.isNaN(error)) {
          break;
        }
      }
    }
    return new GradientCheck(x.length, worst, derived[worst], numerical[worst], largest);
  }

  /** Whether every coordinate agrees within the relative tolerance; false for NaN. */
  public boolean agrees(double tolerance) {
    return relativeError <= Require.positive("tolerance", tolerance);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d coordinates, worst is %d: derived %.9g, numerical %.9g, relative error %.1e",
        coordinates,
        worst,
        derived,
        numerical,
        relativeError);
  }
}
