package nndl.optim;

import nndl.validation.Require;

/**
 * RMSProp, per coordinate: s ← ρs + (1 − ρ)g², x ← x − ηg / (√s + ε) (Tieleman and Hinton, 2012).
 *
 * @param decay ρ, in [0, 1)
 * @param epsilon ε, positive, outside the root as in PyTorch; TensorFlow has it inside
 */
public record RmsProp(Schedule learningRate, double decay, double epsilon)
    implements ScheduledOptimizer {
  public RmsProp {
    Require.notNull("learningRate", learningRate);
    Require.fraction("decay", decay);
    Require.positive("epsilon", epsilon);
  }

  /** With a constant rate η and ε = 1e-8. */
  public RmsProp(double learningRate, double decay) {
    this(Schedule.constant(learningRate), decay, 1e-8);
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
          s[i] = decay * s[i] + (1 - decay) * gradient[i] * gradient[i];
          x[i] -= rate * gradient[i] / (Math.sqrt(s[i]) + epsilon);
        }
      }
    };
  }
}
