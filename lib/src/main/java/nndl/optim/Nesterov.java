package nndl.optim;

import nndl.validation.Require;

/**
 * Accelerated gradient: v ← μv − η∇f(x + μv), x ← x + v (Nesterov, 1983, in the form of Sutskever
 * et al., 2013).
 *
 * <p>The gradient belongs to the look-ahead point x + μv, and {@code lookAhead} moves there.
 * PyTorch keeps that shifted point as its parameter, so its iterates are x + μv, not x.
 *
 * @param factor the momentum factor μ, in [0, 1)
 */
public record Nesterov(Schedule learningRate, double factor) implements ScheduledOptimizer {
  public Nesterov {
    Require.notNull("learningRate", learningRate);
    Require.fraction("factor", factor);
  }

  /** With a constant rate η. */
  public Nesterov(double learningRate, double factor) {
    this(Schedule.constant(learningRate), factor);
  }

  @Override
  public State init(int n) {
    double[] v = new double[n];
    return new State() {
      private long t;

      @Override
      public void lookAhead(double[] x) {
        for (int i = 0; i < x.length; i++) {
          x[i] += factor * v[i];
        }
      }

      @Override
      public void step(double[] x, double[] gradient) {
        double rate = learningRate.at(t++);
        for (int i = 0; i < x.length; i++) {
          double change = rate * gradient[i];
          x[i] -= change; // x already is x + μv, so −ηg alone leads to x + v
          v[i] = factor * v[i] - change;
        }
      }
    };
  }
}
