package nndl.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import nndl.plot.render.Axes;
import nndl.plot.render.Axis;
import nndl.plot.render.Surface;
import nndl.plot.render.Theme;
import nndl.text.Numbers;

/** Paints one panel: the bars, and above them as text what they do not show. */
record HistogramPainter(String title, Histogram histogram, Axis x, Axis y) {
  private static final Font HEAD = Theme.SMALL.deriveFont(Font.BOLD);
  private static final Color FILL = new Color(0x56B4E9);

  void paint(Graphics2D g, Rectangle2D cell) {
    new Axes(title, HEAD, x, y, true).paint(g, cell, this::bars, this::text);
  }

  /** How many lines of text stand above the bars. */
  static int lines(Histogram h) {
    return 1 + (h.below() + h.above() > 0 ? 1 : 0) + (h.notFinite() > 0 ? 1 : 0);
  }

  /** Mean and standard deviation in few digits. */
  static String moments(Histogram h) {
    if (!(h.sd() > 0)) {
      return Numbers.text(h.mean(), 3);
    }
    // the mean has as many decimals as the spread
    double unit = Math.pow(10, Math.floor(Math.log10(h.sd())) - 1);
    double mean = Math.rint(h.mean() / unit) * unit;
    return Numbers.text(mean, 10) + " ± " + Numbers.text(h.sd(), 2);
  }

  private void bars(Surface s) {
    double floor = s.y(0);
    for (int k = 0; k < histogram.bins(); k++) {
      double left = s.x(histogram.edge(k));
      double right = s.x(histogram.edge(k + 1));
      double top = s.y(histogram.share(k));
      Rectangle2D bar = new Rectangle2D.Double(left, top, right - left, floor - top);
      s.g().setColor(FILL);
      s.g().fill(bar);
      if (histogram.count(k) > 0) {
        s.g().setColor(Theme.BLUE);
        s.g().setStroke(Theme.stroke(right - left > 4 ? 0.8f : 0.4f));
        s.g().draw(bar);
      }
    }
  }

  private void text(Surface s) {
    Histogram h = histogram;
    if (h.total() == 0) {
      line(s, 0, "no values", Theme.FAINT);
    } else {
      line(s, 0, moments(h), Theme.INK);
    }
    long outside = h.below() + h.above();
    int row = 1;
    if (outside > 0) {
      String share = Numbers.text(100.0 * outside / h.total(), 2);
      line(s, row++, share + " % outside", Theme.text(Theme.RED));
    }
    if (h.notFinite() > 0) {
      line(s, row, h.notFinite() + " not finite", Theme.text(Theme.RED));
    }
  }

  private void line(Surface s, int row, String text, Color color) {
    double left = s.bounds().getMaxX() - Theme.textWidth(s.g(), text, Theme.SMALL) - 4;
    Theme.write(s.g(), text, Theme.SMALL, color, left, s.bounds().getY() + 14 + 15 * row);
  }
}
