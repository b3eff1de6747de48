package nndl.plot;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import nndl.plot.render.Mark;
import nndl.plot.render.Range;
import nndl.plot.render.Style;
import nndl.plot.render.Surface;
import nndl.plot.render.Theme;
import nndl.text.Numbers;

/** Level lines of a function, thin and grey behind the series, some with their values. */
record ContourMark(Contours contours, Window window, double[] levels) implements Mark {
  // one grey for all levels: their values are written on them, and few shades keep the PNG small
  private static final Color GREY = new Color(150, 150, 150);

  @Override
  public Layer layer() {
    return Layer.AREA;
  }

  @Override
  public void extend(Range x, Range y) {
    x.add(window.xMin());
    x.add(window.xMax());
    y.add(window.yMin());
    y.add(window.yMax());
  }

  @Override
  public boolean fillsWindow() {
    return true;
  }

  @Override
  public void paint(Surface s, Style unused) {
    List<Rectangle2D> taken = new ArrayList<>();
    for (int k = 0; k < levels.length; k++) {
      for (double[][] line : contours.at(levels[k])) {
        Path2D path = new Path2D.Double();
        path.moveTo(s.x(line[0][0]), s.y(line[0][1]));
        for (double[] point : line) {
          path.lineTo(s.x(point[0]), s.y(point[1]));
        }
        s.g().setColor(GREY);
        s.g().setStroke(Theme.stroke(1));
        s.g().draw(path);
        label(s, Numbers.text(levels[k], 2), line, path, taken);
      }
    }
  }

  /** Writes the value where the line has room for it and no other value stands near. */
  private void label(
      Surface s, String text, double[][] line, Path2D path, List<Rectangle2D> taken) {
    Rectangle2D size = path.getBounds2D();
    double width = Theme.textWidth(s.g(), text, Theme.SMALL);
    if (Math.max(size.getWidth(), size.getHeight()) < 3 * width) {
      return;
    }
    for (int i = line.length / 5; i < line.length; i += Math.max(1, line.length / 40)) {
      double x = s.x(line[i][0]);
      double y = s.y(line[i][1]);
      Rectangle2D box = new Rectangle2D.Double(x - width / 2 - 3, y - 8, width + 6, 16);
      boolean near =
          taken.stream().anyMatch(t -> t.intersects(x - width - 25, y - 26, 2 * width + 50, 52));
      if (!near && s.bounds().contains(box)) {
        taken.add(box);
        Theme.write(s.g(), text, Theme.SMALL, Theme.FAINT, x - width / 2, y + 4);
        return;
      }
    }
  }

  @Override
  public String describe() {
    if (levels.length == 0) {
      return "no level line";
    }
    return String.format(
        "%d level lines between %s and %s",
        levels.length, Numbers.text(levels[0], 3), Numbers.text(levels[levels.length - 1], 3));
  }
}
