package nndl.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import nndl.plot.render.Axes;
import nndl.plot.render.ColourBar;
import nndl.plot.render.Legend;
import nndl.plot.render.Marker;
import nndl.plot.render.Palette;
import nndl.plot.render.Style;
import nndl.plot.render.Surface;
import nndl.plot.render.TextMark;
import nndl.plot.render.Theme;

/** Paints a heat map: the area, the bold line, the points, the colour bar and the names. */
record HeatMapPainter(
    Axes axes,
    Field field,
    Palette palette,
    HeatMap.Boundary boundary,
    List<HeatMap.Points> points) {
  private static final double BAR_GAP = 14;
  private static final double MARKER = 11;

  void paint(Graphics2D g, Rectangle2D frame) {
    ColourBar bar = new ColourBar(palette);
    Legend legend = new Legend(entries());
    double below = legend.height(g, frame.getWidth() - 30);
    double wide = frame.getWidth() - bar.width(g, frame.getHeight()) - BAR_GAP;
    axes.paint(
        g,
        new Rectangle2D.Double(frame.getX(), frame.getY(), wide, frame.getHeight() - below),
        this::content,
        s -> overlay(s, bar));
    legend.paint(g, frame.getX() + 16, frame.getMaxY() - below, frame.getWidth() - 30);
  }

  private List<Legend.Entry> entries() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int k = 0; k < points.size(); k++) {
      entries.add(new Legend.Entry(points.get(k).name(), Theme.style(k), Style.Key.POINTS));
    }
    if (boundary != null) {
      Style bold = new Style(Theme.INK, Theme.stroke(2.6f), Marker.CIRCLE, 0);
      entries.add(new Legend.Entry(boundary.label(), bold, Style.Key.PLAIN_LINE));
    }
    return entries;
  }

  private void content(Surface s) {
    Window w = field.window();
    double left = s.x(w.xMin());
    double top = s.y(w.yMax());
    int n = field.values().length;
    AffineTransform cells = AffineTransform.getTranslateInstance(left, top);
    cells.scale((s.x(w.xMax()) - left) / n, (s.y(w.yMin()) - top) / n);
    s.g().drawImage(field.image(palette), cells, null);
    if (boundary != null) {
      Path2D path = new Path2D.Double();
      for (double[][] line : boundary.lines()) {
        path.moveTo(s.x(line[0][0]), s.y(line[0][1]));
        for (double[] point : line) {
          path.lineTo(s.x(point[0]), s.y(point[1]));
        }
      }
      s.g().setColor(Color.WHITE);
      s.g().setStroke(Theme.stroke(4.6f));
      s.g().draw(path);
      s.g().setColor(Theme.INK);
      s.g().setStroke(Theme.stroke(2.6f));
      s.g().draw(path);
    }
  }

  /** Points are painted over the axes, so that one on the edge is not cut. */
  private void overlay(Surface s, ColourBar bar) {
    for (int k = 0; k < points.size(); k++) {
      Style style = Theme.style(k);
      HeatMap.Points p = points.get(k);
      for (int i = 0; i < p.xs().length; i++) {
        if (inside(p.xs()[i], p.ys()[i])) {
          double size = p.xs().length > 200 ? 6 : MARKER;
          style.marker().paintOnColour(s.g(), style.color(), s.x(p.xs()[i]), s.y(p.ys()[i]), size);
        }
      }
    }
    for (HeatMap.Points p : points) {
      for (int i = 0; i < p.texts().size(); i++) {
        if (inside(p.xs()[i], p.ys()[i])) {
          new TextMark(p.xs()[i], p.ys()[i], p.texts().get(i)).paint(s, null);
        }
      }
    }
    Rectangle2D b = s.bounds();
    s.g().setColor(Theme.FAINT);
    s.g().setStroke(Theme.stroke(1));
    // the axis line closes the left side
    s.g().draw(new Line2D.Double(b.getX(), b.getY(), b.getMaxX(), b.getY()));
    s.g().draw(new Line2D.Double(b.getMaxX(), b.getY(), b.getMaxX(), b.getMaxY()));
    bar.paint(s.g(), b.getMaxX() + BAR_GAP, b.getY(), b.getMaxY());
  }

  private boolean inside(double x, double y) {
    Window w = field.window();
    return x >= w.xMin() && x <= w.xMax() && y >= w.yMin() && y <= w.yMax();
  }
}
