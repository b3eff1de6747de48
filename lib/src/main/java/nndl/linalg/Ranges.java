package nndl.linalg;

import nndl.validation.Require;

/** Evenly spaced numbers, as axes and parameter sweeps want them. */
public final class Ranges {
  private Ranges() {}

  /** {@code count} numbers from {@code first} to {@code last}, both included, equal differences. */
  public static double[] linear(double first, double last, int count) {
    Require.finite("first", first);
    Require.finite("last", last);
    double[] values = new double[Require.inRange("count", count, 2, Integer.MAX_VALUE)];
    for (int i = 0; i < count; i++) {
      values[i] = first + (last - first) * i / (count - 1);
    }
    values[count - 1] = last;
    return values;
  }

  /** {@code count} positive numbers from {@code first} to {@code last}, equal ratios. */
  public static double[] geometric(double first, double last, int count) {
    double[] values =
        linear(
            StrictMath.log(Require.positive("first", first)),
            StrictMath.log(Require.positive("last", last)),
            count);
    for (int i = 0; i < count; i++) {
      values[i] = StrictMath.exp(values[i]);
    }
    values[0] = first;
    values[count - 1] = last;
    return values;
  }
}
