package nndl.train;

import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** A measure of outputs (n×k) against targets (n×k) that needs no derivative. */
@FunctionalInterface
public interface Metric {
  /** The figure; n is at least 1. */
  double of(SimpleMatrix output, SimpleMatrix target);

  /**
   * The share of rows whose largest output and largest target are in the same column; of equal ones
   * the first counts.
   */
  static Metric accuracy() {
    return (output, target) -> {
      requireSamples(output, target);
      int hits = 0;
      for (int i = 0; i < output.getNumRows(); i++) {
        hits += largest(output, i) == largest(target, i) ? 1 : 0;
      }
      return (double) hits / output.getNumRows();
    };
  }

  /**
   * The share of elements whose output is above the threshold exactly when the target is above ½.
   *
   * @param threshold 0 for logits, ½ for probabilities and 0/1 outputs
   */
  static Metric binaryAccuracy(double threshold) {
    Require.finite("threshold", threshold);
    return (output, target) -> {
      requireSamples(output, target);
      int hits = 0;
      for (int i = 0; i < output.getNumElements(); i++) {
        // NaN is wrong for either target
        boolean right =
            target.get(i) > 0.5 ? output.get(i) > threshold : output.get(i) <= threshold;
        hits += right ? 1 : 0;
      }
      return (double) hits / output.getNumElements();
    };
  }

  /** The root of the mean squared difference of all elements, in the unit of the targets. */
  static Metric rootMeanSquare() {
    return (output, target) -> {
      requireSamples(output, target);
      SimpleMatrix difference = output.minus(target);
      return Math.sqrt(Linalg.dot(difference, difference) / output.getNumElements());
    };
  }

  private static void requireSamples(SimpleMatrix output, SimpleMatrix target) {
    Require.positive("number of samples", Require.notNull("output", output).getNumRows());
    Linalg.sameShape("target", target, output);
  }

  private static int largest(SimpleMatrix M, int row) {
    int best = 0;
    for (int j = 1; j < M.getNumCols(); j++) {
      best = M.get(row, j) > M.get(row, best) ? j : best;
    }
    // a row that starts with NaN has no largest element
    return Double.isNaN(M.get(row, best)) ? -1 : best;
  }
}
