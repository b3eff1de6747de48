package nndl.nn;

/**
 * GELU approximated as ½z(1 + tanh(√(2/π)(z + 0.044715z³))) (Hendrycks and Gimpel, 2016).
 *
 * <p>Written as z σ(s) with s = √(8/π)(z + 0.044715z³), for ½(1 + tanh(s/2)) = σ(s): it keeps its
 * digits where 1 + tanh cancels. It differs from {@link Gelu} by at most 4.7324e-4, near |z| =
 * 2.699.
 */
public record GeluTanh() implements Activation {
  private static final double SCALE = StrictMath.sqrt(8 / Math.PI);
  private static final double CUBIC = 0.044715;
  private static final Sigmoid SIGMOID = new Sigmoid();

  @Override
  public double value(double z) {
    return Swish.vanishing(Sigmoid.sigmoid(s(z)), z);
  }

  /** σ(s) + z σ′(s) s′. */
  @Override
  public double derivative(double z) {
    return Sigmoid.sigmoid(s(z)) + Swish.vanishing(SIGMOID.derivative(s(z)), z * sPrime(z));
  }

  /** σ′(s)(2s′ + z s″) + z σ″(s) s′². */
  @Override
  public double secondDerivative(double z) {
    double first = sPrime(z);
    double second = SCALE * 6 * CUBIC * z;
    return Swish.vanishing(SIGMOID.derivative(s(z)), 2 * first + z * second)
        + Swish.vanishing(SIGMOID.secondDerivative(s(z)), z * first * first);
  }

  @Override
  public String toString() {
    return "GELU by tanh";
  }

  private static double s(double z) {
    return SCALE * (z + CUBIC * z * z * z);
  }

  private static double sPrime(double z) {
    return SCALE * (1 + 3 * CUBIC * z * z);
  }
}
