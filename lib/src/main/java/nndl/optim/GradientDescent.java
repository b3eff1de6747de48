package nndl.optim;

import nndl.validation.Require;

/** Gradient descent: x ← x − ηg (Cauchy, 1847). */
public record GradientDescent(Schedule learningRate) implements ScheduledOptimizer {
  public GradientDescent {
    Require.notNull("learningRate", learningRate);
  }

  /** With a constant rate η. */
  public GradientDescent(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  @Override
  public State init(int n) {
    return new State() {
      private long t;

      @Override
      public void step(double[] x, double[] gradient) {
        double rate = learningRate.at(t++);
        for (int i = 0; i < x.length; i++) {
          x[i] -= rate * gradient[i];
        }
      }
    };
  }
}
