package nndl.plot.render;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names written beside the ends of lines, moved apart where they would touch. */
public final class Labels {
  private static final double LINE = 16;

  private Labels() {}

  /** A name, the style it is written in and the pixel at which its line ends. */
  public record Label(String text, Style style, double x, double y) {}

  /** Writes all labels right of the axes, between top and bottom, a thin line leading to each. */
  public static void paint(Surface s, List<Label> labels) {
    List<Label> sorted = new ArrayList<>(labels);
    sorted.sort(Comparator.comparingDouble(Label::y));
    double[] wanted = sorted.stream().mapToDouble(Label::y).toArray();
    double[] placed = apart(wanted, s.bounds().getY() + 4, s.bounds().getMaxY() - 4);
    Graphics2D g = s.g();
    for (int i = 0; i < placed.length; i++) {
      Label label = sorted.get(i);
      double left = s.bounds().getMaxX() + 12;
      if (Math.abs(placed[i] - label.y()) > 3 || left - label.x() > 20) {
        g.setColor(label.style().color());
        g.setStroke(Theme.stroke(0.8f));
        g.draw(new Line2D.Double(label.x() + 2, label.y(), left - 2, placed[i]));
      }
      Theme.write(
          g, label.text(), Theme.SMALL, Theme.text(label.style().color()), left, placed[i] + 4);
    }
  }

  public static boolean fit(int count, double height) {
    return count * LINE <= height;
  }

  /** Sorted positions, moved as little as possible to be one line apart within [low, high]. */
  public static double[] apart(double[] sorted, double low, double high) {
    double[] y = sorted.clone();
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < y.length; i++) {
        y[i] = Math.max(low + i * LINE, Math.min(high - (y.length - 1 - i) * LINE, y[i]));
      }
      for (int i = 1; i < y.length; i++) {
        double overlap = LINE - (y[i] - y[i - 1]);
        if (overlap > 1e-9) {
          y[i - 1] -= overlap / 2;
          y[i] += overlap / 2;
        }
      }
    }
    for (int i = 1; i < y.length; i++) {
      y[i] = Math.max(y[i], y[i - 1] + LINE);
    }
    return y;
  }
}
