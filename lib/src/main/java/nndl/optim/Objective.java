package nndl.optim;

import nndl.check.NumericalGradient;

/**
 * A function to minimise.
 *
 * <p>A lambda is one, with gradients by central differences: {@code Objective f = x -> x[0] * x[0]
 * / 20 + x[1] * x[1];}
 */
@FunctionalInterface
public interface Objective {
  /** f(x), x of length d; x is not changed. */
  double value(double[] x);

  /** Writes ∇f(x) into the second array (length d). */
  default void gradient(double[] x, double[] into) {
    double[] gradient = NumericalGradient.central(this::value, x);
    System.arraycopy(gradient, 0, into, 0, gradient.length);
  }

  /** ∇f(x) as a new array (length d). */
  default double[] gradient(double[] x) {
    double[] gradient = new double[x.length];
    gradient(x, gradient);
    return gradient;
  }

  /** The same function with its gradient by central differences of step h. */
  default Objective withNumericalGradient(double h) {
    Objective f = this;
    return new Objective() {
      @Override
      public double value(double[] x) {
        return f.value(x);
      }

      @Override
      public void gradient(double[] x, double[] into) {
        double[] gradient = NumericalGradient.central(f::value, x, h);
        System.arraycopy(gradient, 0, into, 0, gradient.length);
      }
    };
  }
}
