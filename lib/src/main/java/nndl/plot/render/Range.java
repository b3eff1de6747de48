package nndl.plot.render;

/** The span of the numbers seen so far; on a logarithmic axis only positive ones count. */
public final class Range {
  private final boolean log;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  public Range(boolean log) {
    this.log = log;
  }

  /** Whether the axis can show the value. */
  public boolean shows(double value) {
    return Double.isFinite(value) && (!log || value > 0);
  }

  public void add(double value) {
    if (shows(value)) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  public boolean isEmpty() {
    return min > max;
  }

  /**
   * The axis that holds all numbers with a margin of 4 %; [0, 1] or [1, 10] when there are none.
   */
  public Axis axis(String label) {
    if (isEmpty()) {
      return new Axis(label, log ? 1 : 0, log ? 10 : 1, log);
    }
    if (log) {
      // by logarithms, because max / min may overflow; the ends stay where ticks can be computed
      double factor = min == max ? 3 : Math.exp(0.04 * (Math.log(max) - Math.log(min)));
      double low = Math.max(min / factor, 1e-300);
      return new Axis(label, low, Math.max(10 * low, Math.min(max * factor, 1e300)), true);
    }
    double size = Math.max(Math.abs(min), Math.abs(max));
    double margin = 0.04 * (max - min);
    // a constant, or a spread below the resolution of tick labels of ten digits
    if (max - min <= 1e-9 * size) {
      margin = size == 0 ? 1 : 0.1 * size;
    }
    return new Axis(label, min - margin, max + margin, false);
  }
}
