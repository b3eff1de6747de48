package nndl.optim;

import java.lang.invoke.MethodHandles;
import nndl.check.Cancellation;

/** The loop that is copied for each rule, function and dimension: {@link Walk#of} says why. */
final class Steps implements Walk {
  /** What the copy is for, a constant to the compiler; 0 in one that is for any dimension. */
  private static final int DIMENSION = dimension();

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
    // arrays made here, of known length, that no call keeps are registers in the end
    int n = DIMENSION > 0 ? DIMENSION : start.length;
    double[] x = new double[n];
    System.arraycopy(start, 0, x, 0, n);
    double[] gradient = new double[n];
    TrajectoryBuilder trajectory = new TrajectoryBuilder(n, how.steps(), how.every());
    int untilKept = 0;
    for (int k = 0; ; k++) {
      double value = f.value(x);
      boolean last = k == how.steps() || value < how.level() || !Double.isFinite(value);
      if (untilKept == 0 || last) {
        trajectory.add(x, value);
        untilKept = how.every();
      }
      if (last) {
        return trajectory.ended(k);
      }
      untilKept--;
      Cancellation.poll("minimisation", k, how.steps());
      rule.lookAhead(x);
      f.gradient(x, gradient);
      rule.step(x, gradient);
    }
  }
}
