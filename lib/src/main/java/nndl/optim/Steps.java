package nndl.optim;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nndl.check.Cancellation;

/** The loop that is copied for each rule, function and dimension: {@link Walk#of} says why. */
final class Steps implements Walk {
  /** What the copy is for, a constant to the compiler; 0 in one that is for any dimension. */
  private static final int DIMENSION = dimension();

  /** Room for every point where it is half a megabyte; a longer run may end early, so it grows. */
  private static final int ROOM = 1 << 16;

  Steps() {}

  private static int dimension() {
    try {
      return MethodHandles.classData(MethodHandles.lookup(), "_", Integer.class);
    } catch (IllegalAccessException never) { // a class may ask for its own
      throw new IllegalStateException(never);
    }
  }

  @Override
  public Trajectory from(double[] start, Minimizer how, Optimizer.State rule, Objective f) {
    int steps = how.steps();
    int every = how.every();
    // arrays made here, of known length, that no call keeps are registers in the end
    int n = DIMENSION > 0 ? DIMENSION : start.length;
    double[] x = new double[n];
    System.arraycopy(start, 0, x, 0, n);
    double[] gradient = new double[n];
    // variables, not fields of an object: with those a step would be up to half as long again
    long most = (steps - 1L) / every + 2; // the start, one step in so many, and the last
    double[] values = new double[(int) Math.min(most, Math.max(256, ROOM / (n + 1)))];
    double[] points = new double[Math.multiplyExact(values.length, n)];
    int kept = 0;
    int untilKept = 0;
    for (int k = 0; ; k++) {
      double value = f.value(x);
      boolean last = k == steps || value < how.level() || !Double.isFinite(value);
      if (untilKept == 0 || last) {
        if (kept == values.length) {
          values = Arrays.copyOf(values, (int) Math.min(most, 2L * kept));
          points = Arrays.copyOf(points, Math.multiplyExact(values.length, n));
        }
        for (int i = 0; i < n; i++) {
          points[kept * n + i] = x[i];
        }
        values[kept++] = value;
        untilKept = every;
      }
      if (last) {
        return new Trajectory(n, k, every, first(kept * n, points), first(kept, values));
      }
      untilKept--;
      Cancellation.poll("minimisation", k, steps);
      rule.lookAhead(x);
      f.gradient(x, gradient);
      rule.step(x, gradient);
    }
  }

  private static double[] first(int length, double[] array) {
    return array.length == length ? array : Arrays.copyOf(array, length);
  }
}
