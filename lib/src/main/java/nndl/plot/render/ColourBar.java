package nndl.plot.render;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import nndl.text.Numbers;

/** The colours of a palette with their numbers, from bottom to top. */
public record ColourBar(Palette palette) {
  private static final double WIDE = 18;
  private static final double GAP = 6;
  private static final double TICK_ROOM = 34;

  /** How wide bar and numbers are when the bar is about this high. */
  public double width(Graphics2D g, double height) {
    double widest = 0;
    for (int most = 2; most <= height / TICK_ROOM; most++) {
      for (double tick : ticks(most)) {
        widest = Math.max(widest, Theme.textWidth(g, text(tick), Theme.SMALL));
      }
    }
    return WIDE + GAP + widest + 6;
  }

  public void paint(Graphics2D g, double x, double top, double bottom) {
    double step = (bottom - top) / Palette.STEPS;
    for (int k = 0; k < Palette.STEPS; k++) {
      g.setColor(palette.step(k));
      // overlaps the next step, which is painted later, so that there is no seam
      double up = k == Palette.STEPS - 1 ? 0 : 0.5;
      g.fill(new Rectangle2D.Double(x, bottom - (k + 1) * step - up, WIDE, step + up));
    }
    g.setColor(Theme.FAINT);
    g.setStroke(Theme.stroke(1));
    g.draw(new Rectangle2D.Double(x, top, WIDE, bottom - top));
    for (double tick : ticks((int) ((bottom - top) / TICK_ROOM))) {
      double share = (tick - palette.low()) / (palette.high() - palette.low());
      double y = bottom - share * (bottom - top);
      g.setColor(Theme.FAINT);
      g.setStroke(Theme.stroke(1));
      g.draw(new Line2D.Double(x + WIDE, y, x + WIDE + 3, y));
      Theme.write(g, text(tick), Theme.SMALL, Theme.INK, x + WIDE + GAP, y + 4);
    }
  }

  /** Round numbers between the ends, at most as many as asked for but two at least. */
  public List<Double> ticks(int most) {
    double span = palette.high() - palette.low();
    double unit = Math.pow(10, Math.floor(Math.log10(span)) - 1);
    double step = unit;
    int[] rounds = {1, 2, 5};
    for (int k = 0; span / step > Math.max(2, most - 1); k++) {
      step = unit * rounds[k % 3] * Math.pow(10, k / 3);
    }
    List<Double> ticks = new ArrayList<>();
    // multiples, not sums, which would round and might miss the end
    double first = Math.ceil(palette.low() / step - 1e-9);
    for (double k = first; k * step <= palette.high() + 1e-9 * step; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  private static String text(double tick) {
    return Numbers.text(tick, 6);
  }
}
