package nndl.plot;

import nndl.validation.Require;

/**
 * Counts of values in equal bins over [low, high], filled value by value in constant memory.
 *
 * <p>A bin contains its lower edge but not its upper one, the last bin both. Values outside the
 * range are counted separately and included in mean and standard deviation; NaN and infinite values
 * are only counted.
 */
public final class Histogram {
  private final double low;
  private final double high;
  private final long[] counts;
  private long below;
  private long above;
  private long notFinite;
  private long finite;
  private double mean;
  private double squares;

  /**
   * An empty histogram.
   *
   * @param bins 1 to 10000
   */
  public Histogram(double low, double high, int bins) {
    this.low = Require.finite("low", low);
    Window.above("high", high, "low", low);
    this.high = high;
    this.counts = new long[Require.inRange("bins", bins, 1, 10_000)];
  }

  /** Counts one value. */
  public Histogram add(double value) {
    if (!Double.isFinite(value)) {
      notFinite++;
      return this;
    }
    finite++;
    // Welford (1962): no cancellation when the mean is large against the spread
    double before = value - mean;
    mean += before / finite;
    squares += before * (value - mean);
    if (value < low) {
      below++;
    } else if (value > high) {
      above++;
    } else {
      int bin = (int) ((value - low) / (high - low) * counts.length);
      counts[Math.min(bin, counts.length - 1)]++;
    }
    return this;
  }

  /** Counts each of the values. */
  public Histogram addAll(double[] values) {
    for (double value : Require.notNull("values", values)) {
      add(value);
    }
    return this;
  }

  /** The lower end of the range. */
  public double low() {
    return low;
  }

  /** The upper end of the range. */
  public double high() {
    return high;
  }

  /** The number of bins. */
  public int bins() {
    return counts.length;
  }

  /** The edge below bin k, k = 0, …, bins; edge(bins) is the upper end. */
  public double edge(int k) {
    Require.inRange("k", k, 0, counts.length);
    return k == counts.length ? high : low + (high - low) * k / counts.length;
  }

  /** How many values fell into bin k. */
  public long count(int k) {
    return counts[Require.inRange("k", k, 0, counts.length - 1)];
  }

  /** The share of all finite values that fell into bin k; 0 when there are none. */
  public double share(int k) {
    return finite == 0 ? 0 : (double) count(k) / finite;
  }

  /** How many finite values there were, in the range or not. */
  public long total() {
    return finite;
  }

  /** How many values lay below the range. */
  public long below() {
    return below;
  }

  /** How many values lay above the range. */
  public long above() {
    return above;
  }

  /** How many values were NaN or infinite. */
  public long notFinite() {
    return notFinite;
  }

  /** The mean of all finite values; NaN when there are none. */
  public double mean() {
    return finite == 0 ? Double.NaN : mean;
  }

  /** The standard deviation with divisor n − 1 of all finite values; NaN for fewer than two. */
  public double sd() {
    return finite < 2 ? Double.NaN : Math.sqrt(squares / (finite - 1));
  }

  double largestShare() {
    double largest = 0;
    for (int k = 0; k < counts.length; k++) {
      largest = Math.max(largest, share(k));
    }
    return largest;
  }
}
