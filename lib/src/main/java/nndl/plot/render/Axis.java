package nndl.plot.render;

import java.util.function.Function;

/** One axis: its label, its range in data units and whether it is logarithmic. */
public record Axis(String label, double min, double max, boolean log) {
  /**
   * The power of ten that data are multiplied with before XChart sees them: its tick search uses
   * ten decimals and does not end on a range of 1e-12.
   */
  public int exponent() {
    double size = Math.max(Math.abs(min), Math.abs(max));
    if (log || size < 1e5 && max - min > 5e-3) {
      return 0;
    }
    return -(int) Math.floor(Math.log10(size));
  }

  public double scaled(double value) {
    int e = exponent();
    return e == 0
        ? value
        : e > 300 ? value * 1e300 * Math.pow(10, e - 300) : value * Math.pow(10, e);
  }

  public String title() {
    int e = exponent();
    return e == 0 ? label : (label + " (×" + Ticks.powerOfTen(-e) + ")").trim();
  }

  /** Writes the ticks, given how many labels fit beside each other. */
  public Function<Double, String> ticks(int room) {
    return log ? new LogTicks(this, room)::text : Ticks::tick;
  }

  /** The range, slightly wider, because XChart drops the label of a tick on the very end. */
  public double[] ends() {
    if (log) {
      double margin = Math.exp(0.004 * (Math.log(max) - Math.log(min)));
      return new double[] {min / margin, max * margin};
    }
    double margin = 1e-6 * (scaled(max) - scaled(min));
    return new double[] {scaled(min) - margin, scaled(max) + margin};
  }

  /** How many powers of ten a logarithmic axis spans; 0 for a linear one. */
  public double decades() {
    return log ? Math.log10(max) - Math.log10(min) : 0;
  }

  /** Where a value lies between the two ends: 0 at the lower, 1 at the upper, outside beyond. */
  public double share(double value) {
    double[] ends = ends();
    if (log) {
      double low = Math.log(ends[0]);
      return (Math.log(value) - low) / (Math.log(ends[1]) - low);
    }
    return (scaled(value) - ends[0]) / (ends[1] - ends[0]);
  }
}
