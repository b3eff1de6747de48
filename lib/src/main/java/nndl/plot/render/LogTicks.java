package nndl.plot.render;

import java.util.ArrayList;
import java.util.List;
import nndl.text.Numbers;

/**
 * The ticks of a logarithmic axis, and those that are labelled where that many labels have room.
 */
public record LogTicks(Axis axis, int room) {
  private static final int[] STEPS = {1, 2, 3, 5, 10, 20, 50, 100, 200, 700};

  /** The label of a tick, empty for one that has none. */
  public String text(double value) {
    int power = (int) Math.floor(Math.log10(value) + 1e-9);
    int mantissa = (int) Math.round(value / Math.pow(10, power));
    if (!labelled(mantissa, power)) {
      return "";
    }
    boolean plain = axis.min() >= 0.9e-3 && axis.max() <= 1.1e4;
    return plain
        ? Numbers.text(value, 3)
        : (mantissa == 1 ? "" : mantissa + "·") + Ticks.powerOfTen(power);
  }

  /** The labelled ticks. */
  public List<Double> major() {
    return within(true);
  }

  /** The ticks between them, none where they would be too close. */
  public List<Double> minor() {
    return axis.decades() > 40 ? List.of() : within(false);
  }

  private List<Double> within(boolean labelled) {
    List<Double> values = new ArrayList<>();
    int last = axis.decades() < 4 ? 9 : 1;
    int high = (int) Math.ceil(Math.log10(axis.max()));
    for (int power = (int) Math.floor(Math.log10(axis.min())); power <= high; power++) {
      for (int mantissa = 1; mantissa <= last; mantissa++) {
        double value = mantissa * Math.pow(10, power);
        double share = axis.share(value);
        if (labelled(mantissa, power) == labelled && share >= 0 && share <= 1) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private boolean labelled(int mantissa, int power) {
    double decades = axis.decades();
    return mantissa == 1 && Math.floorMod(power, step()) == 0
        || decades < 1.6 && room > 4 && (mantissa == 2 || mantissa == 5)
        || decades < 0.5;
  }

  private int step() {
    double least = axis.decades() / Math.max(1, room);
    int k = 0;
    while (STEPS[k] < least && k < STEPS.length - 1) {
      k++;
    }
    return STEPS[k];
  }
}
