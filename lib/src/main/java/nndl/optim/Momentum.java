package nndl.optim;

import nndl.validation.Require;

/**
 * Heavy ball: v ← μv − ηg, x ← x + v (Polyak, 1964).
 *
 * <p>Libraries that write v ← μv + g, x ← x − ηv take the same steps as long as η is constant.
 *
 * @param factor the momentum factor μ, in [0, 1)
 */
public record Momentum(Schedule learningRate, double factor) implements ScheduledOptimizer {
  /** The factor must be in [0, 1). */
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
