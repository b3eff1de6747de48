package nndl.nn;

import nndl.validation.Require;

/**
 * The exponential linear unit: z for z &gt; 0, else α(eᶻ − 1) (Clevert, Unterthiner and Hochreiter,
 * 2016).
 */
public record Elu(double alpha) implements Activation {
  public Elu {
    Require.nonNegative("alpha", alpha);
  }

  @Override
  public double value(double z) {
    return z <= 0 ? alpha * StrictMath.expm1(z) : z;
  }

  @Override
  public double derivative(double z) {
    return z <= 0 ? alpha * StrictMath.exp(z) : z > 0 ? 1 : Double.NaN;
  }

  @Override
  public double secondDerivative(double z) {
    return z <= 0 ? alpha * StrictMath.exp(z) : z > 0 ? 0 : Double.NaN;
  }

  @Override
  public String toString() {
    return "ELU " + alpha;
  }
}
