package nndl.plot.render;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for one label on each of many crossing lines: no label over another or over a
 * neuron, and as few foreign lines as possible behind it.
 */
public record EdgeLabels(List<Line2D> lines, List<Rectangle2D> obstacles) {
  private static final int ROUNDS = 4;

  /** The box of each line's label, of the given sizes, in the order of the lines. */
  public List<Rectangle2D> place(double[] widths, double height) {
    List<Rectangle2D> boxes = new ArrayList<>();
    for (int e = 0; e < lines.size(); e++) {
      boxes.add(new Rectangle2D.Double());
    }
    // repeated, because a label placed early may take the only place of a later one
    for (int round = 0; round < ROUNDS; round++) {
      for (int e = 0; e < lines.size(); e++) {
        boxes.set(e, best(e, widths[e], height, boxes));
      }
    }
    return boxes;
  }

  private Rectangle2D best(int e, double width, double height, List<Rectangle2D> boxes) {
    Line2D line = lines.get(e);
    Rectangle2D best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int step = 5; step <= 45; step++) {
      double t = step / 50.0;
      double x = line.getX1() + t * (line.getX2() - line.getX1());
      double y = line.getY1() + t * (line.getY2() - line.getY1());
      Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
      // the start of a line is preferred: there the labels of a neuron are below each other
      double cost = cost(e, box, boxes) + Math.abs(t - 0.3);
      if (cost < least) {
        least = cost;
        best = box;
      }
    }
    return best;
  }

  private double cost(int own, Rectangle2D box, List<Rectangle2D> boxes) {
    double cost = 0;
    for (int e = 0; e < lines.size(); e++) {
      if (e != own) {
        cost += boxes.get(e).intersects(box) ? 1000 : 0;
        cost += lines.get(e).intersects(box) ? 1 : 0;
      }
    }
    for (Rectangle2D obstacle : obstacles) {
      cost += obstacle.intersects(box) ? 300 : 0;
    }
    return cost;
  }
}
