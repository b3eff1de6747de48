package nndl.linalg;

/** The Euclidean norm. */
public final class Norm {
  private Norm() {}

  /**
   * √Σxᵢ² over all numbers of all arrays, without overflow or underflow on the way: gradients that
   * explode or vanish are measured with it. NaN if one of them is NaN, else ∞ if one is infinite.
   */
  public static double of(double[]... arrays) {
    double largest = 0;
    for (double[] array : arrays) {
      for (double x : array) {
        largest = Math.max(largest, Math.abs(x)); // NaN stays NaN
      }
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double[] array : arrays) {
      for (double x : array) {
        sum += x / largest * (x / largest);
      }
    }
    return largest * Math.sqrt(sum);
  }
}
