package nndl.optim;

import nndl.validation.Require;

/**
 * Heavy ball: v ← μv − ηg, x ← x + v (Polyak, 1964).
 *
 * <p>The form v ← μv + g, x ← x − ηv of other libraries takes the same steps while η is constant.
 *
 * @param factor the momentum factor μ, in [0, 1)
 */
public record Momentum(Schedule learningRate, double factor) implements ScheduledOptimizer {
  public Momentum {
    Require.notNull("learningRate", learningRate);
    Require.fraction("factor", factor);
  }

  /** With a constant rate η. */
  public Momentum(double learningRate, double factor) {
    this(Schedule.constant(learningRate), factor);
  }

  @Override
  public State init(int n) {
    double[] v = new double[n];
    return new State() {
      private long t;

      @Override
      public void step(double[] x, double[] gradient) {
        double rate = learningRate.at(t++);
        for (int i = 0; i < x.length; i++) {
          v[i] = factor * v[i] - rate * gradient[i];
          x[i] += v[i];
        }
      }
    };
  }
}
