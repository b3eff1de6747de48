package nndl.plot.render;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** Grid, ticks and axis line of logarithmic axes: one grid line a labelled tick. */
public record LogGrid(Surface s, boolean grid) {
  /** Paints those of one axis; nothing for a linear one. */
  public void paint(Axis axis, boolean horizontal, int room) {
    if (!axis.log()) {
      return;
    }
    LogTicks ticks = new LogTicks(axis, room);
    Rectangle2D b = s.bounds();
    s.g().setStroke(Theme.stroke(1));
    s.g().setColor(Theme.GRID);
    for (double value : ticks.major()) {
      if (grid && horizontal) {
        s.g().draw(new Line2D.Double(s.x(value), b.getY(), s.x(value), b.getMaxY()));
      } else if (grid) {
        s.g().draw(new Line2D.Double(b.getX(), s.y(value), b.getMaxX(), s.y(value)));
      }
    }
    s.g().setColor(Theme.FAINT);
    ticks.major().forEach(value -> tick(value, horizontal, 5));
    ticks.minor().forEach(value -> tick(value, horizontal, 2.5));
    if (horizontal) {
      s.g().draw(new Line2D.Double(b.getX(), b.getMaxY(), b.getMaxX(), b.getMaxY()));
    } else {
      s.g().draw(new Line2D.Double(b.getX(), b.getY(), b.getX(), b.getMaxY()));
    }
  }

  private void tick(double value, boolean horizontal, double length) {
    double foot = s.bounds().getMaxY();
    double side = s.bounds().getX();
    s.g()
        .draw(
            horizontal
                ? new Line2D.Double(s.x(value), foot, s.x(value), foot + length)
                : new Line2D.Double(side - length, s.y(value), side, s.y(value)));
  }
}
