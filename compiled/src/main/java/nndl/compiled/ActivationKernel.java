package nndl.compiled;

import nndl.nn.Activation;
import nndl.nn.Elu;
import nndl.nn.Gelu;
import nndl.nn.GeluTanh;
import nndl.nn.Identity;
import nndl.nn.Layer;
import nndl.nn.LeakyRelu;
import nndl.nn.Relu;
import nndl.nn.Sigmoid;
import nndl.nn.Softplus;
import nndl.nn.Swish;
import nndl.nn.Tanh;

/** Evaluates an activation for many numbers at once, within 1e-12 of {@link Activation#value}. */
interface ActivationKernel {
  /**
   * y ← f(z) and, where d is not null, d ← f′(z), for the indices {@code from ≤ i < to}; y may be
   * z.
   */
  void evaluate(Activation f, double[] z, double[] y, double[] d, int from, int to);

  /** One number after the other. */
  ActivationKernel SCALAR =
      (f, z, y, d, from, to) -> {
        for (int i = from; i < to; i++) {
          double number = z[i];
          y[i] = f.value(number);
          if (d != null) {
            d[i] = f.derivative(number);
          }
        }
      };

  /**
   * Whether the layer is an activation of the library, which several threads may evaluate: one made
   * in a notebook may depend on the order of its calls.
   */
  static boolean isPure(Layer f) {
    return f instanceof Identity
        || f instanceof Sigmoid
        || f instanceof Tanh
        || f instanceof Relu
        || f instanceof LeakyRelu
        || f instanceof Elu
        || f instanceof Swish
        || f instanceof Softplus
        || f instanceof Gelu
        || f instanceof GeluTanh;
  }
}
