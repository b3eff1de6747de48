package nndl.optim;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nndl.check.Cancellation;

/** The loop that is copied for each rule, function and shape of a run: {@link Walk#of} says why. */
final class Steps implements Walk {
  private static final Shape SHAPE = shape();

  // constants to the compiler; a dimension of 0 is any, and what is not whole keeps any share
  private static final int DIMENSION = SHAPE.dimension();
  private static final boolean WHOLE = SHAPE.whole();

  /** Room for every point where it is half a megabyte; a longer run may end early, so it grows. */
  private static final int ROOM = 1 << 16;

  Steps() {}

  private static Shape shape() {
    try {
      return MethodHandles.classData(MethodHandles.lookup(), "_", Shape.class);
    } catch (IllegalAccessException never) { // a class may ask for its own
      throw new IllegalStateException(never);
    }
  }

  @Override
  public Trajectory from(double[] start, Minimizer how, Objective f) {
    int steps = how.steps();
    int every = WHOLE ? 1 : how.every();
    double least = Math.max(how.level(), -Double.MAX_VALUE);
    // variables, not fields of an object: with those a step would be up to half as long again;
    // and what the rule keeps is made here, where the compiler sees that nobody else has it
    int n = DIMENSION > 0 ? DIMENSION : start.length;
    Optimizer.State rule = how.optimizer().init(n);
    double[] x = new double[n];
    System.arraycopy(start, 0, x, 0, n);
    double[] gradient = new double[n];
    long most = (steps - 1L) / every + 2; // the start, one step in so many, and the last
    double[] values = new double[(int) Math.min(most, Math.max(256, ROOM / (n + 1)))];
    double[] points = new double[Math.multiplyExact(values.length, n)];
    System.arraycopy(start, 0, points, 0, n);
    double value = f.value(x);
    values[0] = value;
    int kept = 1;
    int k = 0;
    while (kept < most && goesOn(value, least)) {
      if (kept == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(most, 2L * kept));
        points = Arrays.copyOf(points, Math.multiplyExact(values.length, n));
      }
      for (; kept < values.length && goesOn(value, least); kept++) {
        int count = WHOLE ? 1 : Math.min(every, steps - k);
        for (int j = 0; j < count && goesOn(value, least); j++) {
          Cancellation.poll("minimisation", k, steps);
          rule.lookAhead(x);
          f.gradient(x, gradient);
          rule.step(x, gradient);
          value = f.value(x);
          k++;
        }
        for (int i = 0; i < n; i++) {
          points[kept * n + i] = x[i];
        }
        values[kept] = value;
      }
    }
    return new Trajectory(n, k, every, first(kept * n, points), first(kept, values));
  }

  /** Whether the value is finite and has not come below the least. */
  private static boolean goesOn(double value, double least) {
    return value >= least && value <= Double.MAX_VALUE;
  }

  private static double[] first(int length, double[] array) {
    return array.length == length ? array : Arrays.copyOf(array, length);
  }
}
