package nndl.optim;

import nndl.gradient.NumericalGradient;
import nndl.validation.Require;

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

  /**
   * The function of some coordinates with the others fixed: g(y) = f(x) with {@code x[free[k]] =
   * y[k]}; ∇g has the components of ∇f in that order.
   *
   * @param x length d, a copy is kept
   * @param free the coordinates of g, from 0 to d − 1, all different
   */
  default Objective slice(double[] x, int... free) {
    Objective f = this;
    double[] held = Require.finite("x", x).clone();
    int[] at = Require.notNull("free", free).clone();
    Require.positive("number of free coordinates", at.length);
    for (int i = 0; i < at.length; i++) {
      Require.inRange("free[" + i + "]", at[i], 0, held.length - 1);
      for (int k = 0; k < i; k++) {
        if (at[k] == at[i]) {
          throw Require.invalid("free[" + i + "]", "none of those before", "" + at[i]);
        }
      }
    }
    return new Objective() {
      @Override
      public double value(double[] y) {
        return f.value(placed(y));
      }

      @Override
      public void gradient(double[] y, double[] into) {
        Require.size("into", into.length, at.length);
        double[] gradient = new double[held.length];
        f.gradient(placed(y), gradient);
        for (int k = 0; k < at.length; k++) {
          into[k] = gradient[at[k]];
        }
      }

      private double[] placed(double[] y) {
        Require.size("y", y.length, at.length);
        double[] whole = held.clone();
        for (int k = 0; k < at.length; k++) {
          whole[at[k]] = y[k];
        }
        return whole;
      }
    };
  }
}
