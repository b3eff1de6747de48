package nndl.plot.render;

import java.awt.Graphics2D;
import java.util.List;

/** The names of the series with a sample of each, in rows below the axes. */
public record Legend(List<Entry> entries) {
  private static final double ROW = 20;
  private static final double GAP = 20;
  private static final double SAMPLE = 36;

  /** One series. */
  public record Entry(String name, Style style, Style.Key key) {}

  public double height(Graphics2D g, double width) {
    return entries.isEmpty() ? 0 : layout(g, width, 0, 0, false) + 8;
  }

  public void paint(Graphics2D g, double x, double y, double width) {
    layout(g, width, x, y, true);
  }

  private double layout(Graphics2D g, double width, double x0, double y0, boolean paint) {
    double x = 0;
    double y = ROW / 2;
    for (Entry entry : entries) {
      double wide = SAMPLE + Theme.textWidth(g, entry.name(), Theme.SMALL) + GAP;
      if (x > 0 && x + wide - GAP > width) {
        x = 0;
        y += ROW;
      }
      if (paint) {
        entry.style().sample(g, entry.key(), x0 + x + 15, y0 + y);
        Theme.write(g, entry.name(), Theme.SMALL, Theme.INK, x0 + x + SAMPLE, y0 + y + 4);
      }
      x += wide;
    }
    return y + ROW / 2;
  }
}
