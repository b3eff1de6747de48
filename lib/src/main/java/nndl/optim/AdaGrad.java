package nndl.optim;

import nndl.validation.Require;

/**
 * AdaGrad, per coordinate: s ← s + g², x ← x − ηg / (√s + ε) (Duchi, Hazan and Singer, 2011).
 *
 * @param epsilon ε, positive, outside the root as in PyTorch
 */
public record AdaGrad(Schedule learningRate, double epsilon) implements ScheduledOptimizer {
  public AdaGrad {
    Require.notNull("learningRate", learningRate);
    Require.positive("epsilon", epsilon);
  }

  /** With a constant rate η and ε = 1e-10. */
  public AdaGrad(double learningRate) {
    this(Schedule.constant(learningRate), 1e-10);
  }

  @Override
  public State init(int n) {
    double[] s = new double[n];
    return new State() {
      private long t;

      @Override
      public void step(double[] x, double[] gradient) {
        double rate = learningRate.at(t++);
        for (int i = 0; i < x.length; i++) {
          s[i] += gradient[i] * gradient[i];
          x[i] -= rate * gradient[i] / (Math.sqrt(s[i]) + epsilon);
        }
      }
    };
  }
}
