package nndl.loss;

import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** Losses that are a sum over all elements of outputs and targets. */
final class ElementwiseLoss {
  private ElementwiseLoss() {}

  /** A function of one output element and its target. */
  interface Term {
    double of(double output, double target);
  }

  static double sum(SimpleMatrix output, SimpleMatrix target, Reduction reduction, Term value) {
    requireSamples(output, target);
    double[] y = output.getDDRM().data;
    double[] t = target.getDDRM().data;
    double sum = 0;
    for (int i = 0; i < output.getNumElements(); i++) {
      sum += value.of(y[i], t[i]);
    }
    return sum * reduction.weight(output.getNumRows());
  }

  static SimpleMatrix gradient(
      SimpleMatrix output, SimpleMatrix target, Reduction reduction, Term derivative) {
    requireSamples(output, target);
    SimpleMatrix gradient = new SimpleMatrix(output.getNumRows(), output.getNumCols());
    double weight = reduction.weight(output.getNumRows());
    double[] y = output.getDDRM().data;
    double[] t = target.getDDRM().data;
    double[] g = gradient.getDDRM().data;
    for (int i = 0; i < g.length; i++) {
      g[i] = weight * derivative.of(y[i], t[i]);
    }
    return gradient;
  }

  static void requireSamples(SimpleMatrix output, SimpleMatrix target) {
    Require.positive("number of samples", Require.notNull("output", output).getNumRows());
    Linalg.sameShape("target", target, output);
  }
}
