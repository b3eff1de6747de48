package nndl.optim;

import nndl.validation.Require;

/**
 * AMSGrad, Adam with a second moment that never falls (Reddi, Kale and Kumar, 2018), per
 * coordinate:
 *
 * <pre>
 * m ← β₁m + (1 − β₁)g     m̂ = m / (1 − β₁ᵗ)
 * v ← β₂v + (1 − β₂)g²    u ← max(u, v)    û = u / (1 − β₂ᵗ)
 * x ← x − ηm̂ / (√û + ε)   t = 1, 2, …
 * </pre>
 *
 * <p>The paper corrects neither moment. As in PyTorch both are corrected here, u after the maximum
 * is taken. ε stands outside the root. The last line is computed as {@link Adam} does.
 *
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 */
public record AmsGrad(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements ScheduledOptimizer {
  public AmsGrad {
    Require.notNull("learningRate", learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  /** With a constant rate η, β₁ = 0.9, β₂ = 0.999, ε = 1e-8, as in {@link Adam}. */
  public AmsGrad(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8);
  }

  @Override
  public State init(int n) {
    double[] m = new double[n];
    double[] v = new double[n];
    double[] u = new double[n];
    return new State() {
      private long t;
      private double beta1ToT = 1;
      private double beta2ToT = 1;

      @Override
      public void step(double[] x, double[] gradient) {
        double rate = learningRate.at(t++);
        beta1ToT = Adam.next(beta1ToT, beta1);
        beta2ToT = Adam.next(beta2ToT, beta2);
        double r = Math.sqrt(1 - beta2ToT);
        double corrected = rate * r / (1 - beta1ToT);
        for (int i = 0; i < x.length; i++) {
          double g = gradient[i];
          m[i] = beta1 * m[i] + (1 - beta1) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          u[i] = Math.max(u[i], v[i]);
          x[i] -= corrected * m[i] / (Math.sqrt(u[i]) + r * epsilon);
        }
      }
    };
  }
}
