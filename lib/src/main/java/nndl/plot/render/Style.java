package nndl.plot.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/** How one series looks; {@code place} counts the series of a plot from 0. */
public record Style(Color color, BasicStroke stroke, Marker marker, int place) {
  /** The sample in a legend, centred at (x, y). */
  public void sample(Graphics2D g, Key key, double x, double y) {
    g.setColor(color);
    if (key == Key.BAND) {
      g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 60));
      g.fill(new java.awt.geom.Rectangle2D.Double(x - 14, y - 5, 28, 10));
      return;
    }
    if (key != Key.POINTS) {
      g.setStroke(stroke);
      g.draw(new Line2D.Double(x - 14, y, x + 14, y));
    }
    if (key != Key.PLAIN_LINE) {
      marker.paint(g, color, x, y, 8);
    }
  }

  /** What a legend shows of a series. */
  public enum Key {
    LINE,
    PLAIN_LINE,
    POINTS,
    BAND
  }
}
