package nndl.optim;

import nndl.validation.Require;

/**
 * Adam, per coordinate (Kingma and Ba, 2015, algorithm 1):
 *
 * <pre>
 * m ← β₁m + (1 − β₁)g     m̂ = m / (1 − β₁ᵗ)
 * v ← β₂v + (1 − β₂)g²    v̂ = v / (1 − β₂ᵗ)
 * x ← x − ηm̂ / (√v̂ + ε)   t = 1, 2, …
 * </pre>
 *
 * <p>Each moment is corrected with its own β. ε stands outside the root. The last line is computed
 * with r = √(1 − β₂ᵗ) as x ← x − (ηr / (1 − β₁ᵗ)) m / (√v + rε), which is the same with one
 * division an element instead of three (end of section 2 of the paper).
 *
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 */
public record Adam(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements ScheduledOptimizer {
  public Adam {
    Require.notNull("learningRate", learningRate);
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  /** With a constant rate η, β₁ = 0.9, β₂ = 0.999, ε = 1e-8: the paper's defaults. */
  public Adam(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8);
  }

  @Override
  public State init(int n) {
    double[] m = new double[n];
    double[] v = new double[n];
    return new State() {
      private long t;
      private double beta1ToT = 1;
      private double beta2ToT = 1;

      @Override
      public void step(double[] x, double[] gradient) {
        double rate = learningRate.at(t++);
        beta1ToT = next(beta1ToT, beta1);
        beta2ToT = next(beta2ToT, beta2);
        double r = Math.sqrt(1 - beta2ToT);
        double corrected = rate * r / (1 - beta1ToT);
        for (int i = 0; i < x.length; i++) {
          double g = gradient[i];
          m[i] = beta1 * m[i] + (1 - beta1) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          x[i] -= corrected * m[i] / (Math.sqrt(v[i]) + r * epsilon);
        }
      }
    };
  }

  /** βᵗ from βᵗ⁻¹; 0 where 1 − βᵗ rounds to 1 in any case, because subnormal numbers are slow. */
  static double next(double power, double beta) {
    double next = power * beta;
    return next < 1e-300 ? 0 : next;
  }
}
