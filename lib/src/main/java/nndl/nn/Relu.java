package nndl.nn;

/** The rectifier max(0, z); its derivative at 0 is 0, as in most libraries. */
public record Relu() implements Activation {
  @Override
  public double value(double z) {
    return LeakyRelu.value(z, 0);
  }

  @Override
  public double derivative(double z) {
    return LeakyRelu.derivative(z, 0);
  }

  @Override
  public double secondDerivative(double z) {
    return Double.isNaN(z) ? Double.NaN : 0;
  }

  @Override
  public String toString() {
    return "ReLU";
  }
}
