package nndl.plot.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shapes of data points, told apart without colour. */
public enum Marker {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  DOWN,
  PLUS,
  CROSS;

  /** Paints the marker centred at (x, y), about {@code size} pixels wide, with a white rim. */
  public void paint(Graphics2D g, Color color, double x, double y, double size) {
    Shape shape = shape(x, y, size / 2);
    boolean open = this == PLUS || this == CROSS;
    g.setColor(Color.WHITE);
    g.setStroke(Theme.stroke(open ? 4f : 2f));
    g.draw(shape);
    g.setColor(color);
    if (open) {
      g.setStroke(Theme.stroke(2f));
      g.draw(shape);
    } else {
      g.fill(shape);
    }
  }

  /** Paints the marker with a black line around the white rim, to be seen on any colour. */
  public void paintOnColour(Graphics2D g, Color color, double x, double y, double size) {
    boolean open = this == PLUS || this == CROSS;
    g.setColor(Color.BLACK);
    g.setStroke(Theme.stroke(open ? 6f : 4.4f));
    g.draw(shape(x, y, size / 2));
    paint(g, color, x, y, size);
  }

  private Shape shape(double x, double y, double r) {
    return switch (this) {
      case CIRCLE -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
      case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
      case TRIANGLE -> path(true, x - r, y + 0.8 * r, x + r, y + 0.8 * r, x, y - r);
      case DOWN -> path(true, x - r, y - 0.8 * r, x + r, y - 0.8 * r, x, y + r);
      case DIAMOND -> path(true, x - 1.1 * r, y, x, y - 1.1 * r, x + 1.1 * r, y, x, y + 1.1 * r);
      case PLUS -> strokes(x - r, y, x + r, y, x, y - r, x, y + r);
      case CROSS -> {
        double d = 0.8 * r;
        yield strokes(x - d, y - d, x + d, y + d, x - d, y + d, x + d, y - d);
      }
    };
  }

  private static Path2D path(boolean closed, double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  private static Path2D strokes(double... xy) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < xy.length; i += 4) {
      path.append(path(false, xy[i], xy[i + 1], xy[i + 2], xy[i + 3]), false);
    }
    return path;
  }
}
