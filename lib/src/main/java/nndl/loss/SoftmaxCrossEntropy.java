package nndl.loss;

import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * −Σₖ tₖ log softmax(z)ₖ from logits z (n×k), reduced over samples.
 *
 * <p>log softmax(z)ₖ = zₖ − max z − log Σⱼ exp(zⱼ − max z) does not overflow. Each target row is a
 * distribution (one-hot for a class) that sums to 1 within 1e-6; the gradient is softmax(z) − t.
 */
public record SoftmaxCrossEntropy(Reduction reduction) implements Loss {
  public SoftmaxCrossEntropy {
    Require.notNull("reduction", reduction);
  }

  /** The mean over samples. */
  public SoftmaxCrossEntropy() {
    this(Reduction.MEAN);
  }

  @Override
  public ValueAndGradient valueAndGradient(SimpleMatrix logits, SimpleMatrix target) {
    ElementwiseLoss.requireSamples(logits, target);
    int k = logits.getNumCols();
    double weight = reduction.weight(logits.getNumRows());
    SimpleMatrix gradient = new SimpleMatrix(logits.getNumRows(), k);
    double[] g = gradient.getDDRM().data;
    double[] t = target.getDDRM().data;
    double sum = 0;
    for (int row = 0; row < g.length; row += k) {
      double[] logSoftmax = logSoftmax(logits.getDDRM().data, row, k);
      double mass = 0;
      for (int j = 0; j < k; j++) {
        mass += Require.inRange("target", t[row + j], 0, 1);
        sum -= t[row + j] == 0 ? 0 : t[row + j] * logSoftmax[j]; // 0 · log 0 = 0
      }
      // a row of zeros, a missing label, would have no loss
      Require.inRange("sum of target row " + row / k, mass, 1 - 1e-6, 1 + 1e-6);
      for (int j = 0; j < k; j++) {
        g[row + j] = weight * (StrictMath.exp(logSoftmax[j]) * mass - t[row + j]);
      }
    }
    return new ValueAndGradient(sum * weight, gradient);
  }

  private static double[] logSoftmax(double[] z, int from, int k) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < k; j++) {
      max = Math.max(max, z[from + j]);
    }
    double sum = 0;
    for (int j = 0; j < k; j++) {
      sum += StrictMath.exp(z[from + j] - max);
    }
    double logSum = StrictMath.log(sum);
    double[] logSoftmax = new double[k];
    for (int j = 0; j < k; j++) {
      logSoftmax[j] = z[from + j] - max - logSum;
    }
    return logSoftmax;
  }
}
