package nndl.nn;

import nndl.validation.Require;

/**
 * Swish z σ(βz) (Ramachandran, Zoph and Le, 2017); with β = 1 also called SiLU, with β = 1.702 an
 * approximation of GELU.
 */
public record Swish(double beta) implements Activation {
  private static final Sigmoid SIGMOID = new Sigmoid();

  public Swish {
    Require.finite("beta", beta);
  }

  @Override
  public double value(double z) {
    return vanishing(Sigmoid.sigmoid(u(z)), z);
  }

  /** σ(βz) + βz σ(βz)(1 − σ(βz)). */
  @Override
  public double derivative(double z) {
    double u = u(z);
    return Sigmoid.sigmoid(u) + vanishing(SIGMOID.derivative(u), u);
  }

  /** 2β σ′(βz) + β²z σ″(βz). */
  @Override
  public double secondDerivative(double z) {
    double u = u(z);
    return beta * (2 * SIGMOID.derivative(u) + vanishing(SIGMOID.secondDerivative(u), u));
  }

  /** The derivative by the parameter, ∂/∂β z σ(βz) = z² σ(βz)(1 − σ(βz)). */
  public double derivativeByBeta(double z) {
    return vanishing(SIGMOID.derivative(u(z)), z * z);
  }

  @Override
  public String toString() {
    return beta == 1 ? "Swish" : "Swish " + beta;
  }

  private double u(double z) {
    return beta == 0 && !Double.isNaN(z) ? 0 : beta * z; // 0 · ∞
  }

  /** decay · growth, but 0 where an exponential decay has underflowed and the growth may be ∞. */
  static double vanishing(double decay, double growth) {
    return decay == 0 ? 0 : decay * growth;
  }
}
