package nndl.optim;

import java.util.Arrays;
import nndl.progress.Cancellation;
import nndl.validation.Require;

/**
 * Runs a rule on an objective and keeps its trajectory, or every k-th point of it.
 *
 * @param steps the maximum number of steps
 * @param level stop as soon as f is below it; −∞ never stops early
 * @param every keep the points after 0, every, 2 every, … steps, and the last; 1 keeps all
 */
public record Minimizer(Optimizer optimizer, int steps, double level, int every) {
  /** At least one step; the level must not be NaN; every at least 1. */
  public Minimizer {
    Require.notNull("optimizer", optimizer);
    Require.positive("steps", steps);
    if (Double.isNaN(level)) {
      throw Require.invalid("level", "a number", "NaN");
    }
    Require.positive("every", every);
  }

  /** Without a level; keeps all points. */
  public Minimizer(Optimizer optimizer, int steps) {
    this(optimizer, steps, Double.NEGATIVE_INFINITY);
  }

  /** Keeps all points. */
  public Minimizer(Optimizer optimizer, int steps, double level) {
    this(optimizer, steps, level, 1);
  }

  /**
   * The same minimiser, keeping only the points after 0, every, 2 every, … steps and the last. For
   * long runs, whose points would not fit into memory or a plot.
   *
   * @param every at least 1
   */
  public Minimizer keepingEvery(int every) {
    return new Minimizer(optimizer, steps, level, every);
  }

  /**
   * Minimises f from the start (length d), which is not changed.
   *
   * <p>A run ends early where the value is no longer finite; see {@link Trajectory#diverged}.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Trajectory minimize(Objective f, double[] start) {
    Require.notNull("f", f);
    int n = Require.finite("start", start).length;
    Optimizer.State rule = optimizer.init(n);
    double[] x = start.clone();
    double[] gradient = new double[n];
    long most = (steps - 1L) / every + 2; // the start, one step in every, and the last
    // room for all points up to half a megabyte; the arrays grow beyond that
    double[] values = new double[(int) Math.min(most, Math.max(256, (1 << 16) / (n + 1)))];
    double[] points = new double[Math.multiplyExact(values.length, n)];
    int kept = 0;
    double value = f.value(x);
    for (int k = 0; ; k++) {
      boolean ends = k == steps || !Double.isFinite(value) || value < level;
      if (ends || k % every == 0) {
        if (kept == values.length) {
          values = Arrays.copyOf(values, Math.multiplyExact(2, kept));
          points = Arrays.copyOf(points, Math.multiplyExact(values.length, n));
        }
        for (int i = 0; i < n; i++) {
          points[kept * n + i] = x[i];
        }
        values[kept++] = value;
      }
      if (ends) {
        if (kept < values.length) {
          values = Arrays.copyOf(values, kept);
          points = Arrays.copyOf(points, kept * n);
        }
        return new Trajectory(n, k, every, points, values);
      }
      Cancellation.poll("minimisation", k, steps);
      rule.lookAhead(x);
      f.gradient(x, gradient);
      rule.step(x, gradient);
      value = f.value(x);
    }
  }
}
