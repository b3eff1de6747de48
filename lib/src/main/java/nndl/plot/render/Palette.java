package nndl.plot.render;

import java.awt.Color;
import java.util.List;

/**
 * Maps numbers between two ends to 65 colours: few, to keep a PNG small, and an odd number, so that
 * the middle has a colour.
 */
public record Palette(double low, double high, boolean diverging) {
  public static final int STEPS = 65;

  /** The colour of missing values, a grey that neither scale contains. */
  public static final Color NONE = new Color(0x9A9A9A);

  // blue to orange passes through white and stays apart for every colour vision deficiency
  private static final List<Color> AROUND =
      List.of(
          new Color(0x00558A),
          new Color(0x5FA8D3),
          new Color(0xFFFFFF),
          new Color(0xF2A65A),
          new Color(0xB34700));
  // one hue, light to dark
  private static final List<Color> UPWARDS =
      List.of(
          new Color(0xF7FBFF),
          new Color(0xBDD7E7),
          new Color(0x6BAED6),
          new Color(0x2171B5),
          new Color(0x08306B));

  /** The colour of a value; beyond the ends it is that of the end. */
  public Color of(double value) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    double share = high > low ? (value - low) / (high - low) : 0.5;
    return step((int) Math.max(0, Math.min(STEPS - 1, Math.floor(share * STEPS))));
  }

  /** The colour of step k, counted from the low end. */
  public Color step(int k) {
    List<Color> stops = diverging ? AROUND : UPWARDS;
    double at = (double) k / (STEPS - 1) * (stops.size() - 1);
    int i = (int) Math.min(stops.size() - 2, Math.floor(at));
    Color from = stops.get(i);
    Color to = stops.get(i + 1);
    double t = at - i;
    return new Color(
        mix(from.getRed(), to.getRed(), t),
        mix(from.getGreen(), to.getGreen(), t),
        mix(from.getBlue(), to.getBlue(), t));
  }

  private static int mix(int from, int to, double t) {
    return (int) Math.round(from + t * (to - from));
  }
}
