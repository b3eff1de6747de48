package nndl.nn;

/** The activation of a linear layer, f(z) = z. */
public record Identity() implements Activation {
  @Override
  public double value(double z) {
    return z;
  }

  @Override
  public double derivative(double z) {
    return 1;
  }

  @Override
  public double secondDerivative(double z) {
    return 0;
  }

  @Override
  public String toString() {
    return "identity";
  }
}
