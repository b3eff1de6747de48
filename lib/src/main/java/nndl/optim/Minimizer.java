package nndl.optim;

import java.util.Arrays;
import nndl.check.Cancellation;
import nndl.check.Require;

/**
 * Runs a rule on an objective and keeps the whole trajectory.
 *
 * @param steps the most steps to take
 * @param level stop as soon as f is below it; −∞ never stops early
 */
public record Minimizer(Optimizer optimizer, int steps, double level) {
  private static final int ROOM = 1 << 16;

  /** At least one step; the level must not be NaN. */
  public Minimizer {
    Require.notNull("optimizer", optimizer);
    Require.positive("steps", steps);
    if (Double.isNaN(level)) {
      throw Require.invalid("level", "a number", "NaN");
    }
  }

  /** Takes all the steps. */
  public Minimizer(Optimizer optimizer, int steps) {
    this(optimizer, steps, Double.NEGATIVE_INFINITY);
  }

  /**
   * Minimises f from the start (length d), which is not changed.
   *
   * <p>A run whose value stops being finite ends there, and its trajectory says so: how a method
   * diverges is something to look at.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Trajectory minimize(Objective f, double[] start) {
    Require.notNull("f", f);
    double[] x = Require.finite("start", start).clone();
    double[] gradient = new double[x.length];
    // room for every step where it is half a megabyte; a longer run may end early, so it grows
    int room = (int) Math.min(steps + 1L, Math.max(256, ROOM / (x.length + 1)));
    double[] points = new double[Math.multiplyExact(room, x.length)];
    double[] values = new double[room];
    Optimizer.State state = optimizer.init(x.length);
    int k = 0;
    while (true) {
      if (k == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(steps + 1L, 2L * k));
        points = Arrays.copyOf(points, Math.multiplyExact(values.length, x.length));
      }
      // most points are of two or three numbers, for which a call of arraycopy takes longer
      for (int i = 0; i < x.length; i++) {
        points[k * x.length + i] = x[i];
      }
      values[k] = f.value(x);
      if (k == steps || values[k] < level || !Double.isFinite(values[k])) {
        break;
      }
      Cancellation.poll("minimisation", k, steps);
      state.lookAhead(x);
      f.gradient(x, gradient);
      state.step(x, gradient);
      k++;
    }
    boolean diverged = !Double.isFinite(values[k]);
    return new Trajectory(
        x.length, resize(points, (k + 1) * x.length), resize(values, k + 1), diverged);
  }

  private static double[] resize(double[] array, int length) {
    return array.length == length ? array : Arrays.copyOf(array, length);
  }
}
