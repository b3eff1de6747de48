package nndl.nn;

import nndl.check.Require;

/** Swish z σ(βz) (Ramachandran, Zoph and Le, 2017); with β = 1 also called SiLU. */
public record Swish(double beta) implements Activation {
  private static final Sigmoid SIGMOID = new Sigmoid();

  /** β must be finite. */
  public Swish {
    Require.finite("beta", beta);
  }

  @Override
  public double value(double z) {
    double s = Sigmoid.sigmoid(beta * z);
    return s == 0 ? 0 : z * s; // 0 · ∞ at z = −∞
  }

  /** σ(βz) + βz σ(βz)(1 − σ(βz)). */
  @Override
  public double derivative(double z) {
    return Sigmoid.sigmoid(beta * z) + times(beta * z, SIGMOID.derivative(beta * z));
  }

  /** 2β σ′(βz) + β²z σ″(βz). */
  @Override
  public double secondDerivative(double z) {
    double u = beta * z;
    return beta * (2 * SIGMOID.derivative(u) + times(u, SIGMOID.secondDerivative(u)));
  }

  @Override
  public String toString() {
    return beta == 1 ? "Swish" : "Swish " + beta;
  }

  // the exponential decay of f beats the growth of u, also at ±∞
  private static double times(double u, double f) {
    return f == 0 ? 0 : u * f;
  }
}
