package nndl.plot.render;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Optional;
import nndl.text.Numbers;

/** A series of points (x, y), joined by a line, marked, or both. */
public record SeriesMark(
    String series, double[] xs, double[] ys, boolean logX, boolean logY, Kind kind)
    implements Mark {
  /** How the points are drawn. */
  public enum Kind {
    LINE,
    POINTS,
    LINE_POINTS,
    PATH
  }

  @Override
  public SeriesMark onAxes(boolean x, boolean y) {
    return new SeriesMark(series, xs, ys, x, y, kind);
  }

  @Override
  public void extend(Range x, Range y) {
    for (int i = 0; i < xs.length; i++) {
      if (x.shows(xs[i]) && y.shows(ys[i])) {
        x.add(xs[i]);
        y.add(ys[i]);
      }
    }
  }

  @Override
  public void paint(Surface s, Style style) {
    Runs runs = Runs.of(s, xs, ys, logX, logY);
    if (kind != Kind.POINTS) {
      s.g().setColor(style.color());
      s.g().setStroke(kind == Kind.PATH ? Theme.stroke(1.6f) : style.stroke());
      for (int r = 0; r < runs.count(); r++) {
        paintLine(s, runs.xs().get(r), runs.ys().get(r));
      }
    }
    if (kind == Kind.POINTS || kind == Kind.LINE_POINTS) {
      double[][] at = runs.points(s, 2);
      double size = at[0].length > 300 ? 4 : 7;
      for (int i = 0; i < at[0].length; i++) {
        style.marker().paint(s.g(), style.color(), at[0][i], at[1][i], size);
      }
    } else if (kind == Kind.LINE) {
      sparseMarkers(s, style, runs);
    } else if (runs.count() > 0) {
      paintEnds(s, style, runs);
    }
  }

  private void paintLine(Surface s, double[] x, double[] y) {
    // thinned to half pixel columns, also for a path, whose zigzag within one cannot be seen
    int[] kept = Thinning.columns(x, y, 0.5);
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i : kept) {
      path.lineTo(x[i], y[i]);
    }
    s.g().draw(path);
    if (x.length == 1) {
      s.g().fill(new Ellipse2D.Double(x[0] - 2, y[0] - 2, 4, 4));
    }
  }

  /** A marker every 110 pixels, offset for each series, distinguishes lines in greyscale. */
  private void sparseMarkers(Surface s, Style style, Runs runs) {
    double next = s.bounds().getX() + 30 + style.place() * 37 % 110;
    for (int r = 0; r < runs.count(); r++) {
      double[] x = runs.xs().get(r);
      double[] y = runs.ys().get(r);
      for (int i = 0; i < x.length; i++) {
        if (x[i] >= next && x[i] <= s.bounds().getMaxX()) {
          style.marker().paint(s.g(), style.color(), x[i], y[i], 7);
          next = x[i] + 110;
        }
      }
    }
  }

  private void paintEnds(Surface s, Style style, Runs runs) {
    double[] x = runs.xs().get(0);
    double[] y = runs.ys().get(0);
    if (x.length <= 60) {
      for (int i = 0; i < x.length; i++) {
        s.g().setColor(style.color());
        s.g().fill(new Ellipse2D.Double(x[i] - 2, y[i] - 2, 4, 4));
      }
    }
    s.g().setColor(java.awt.Color.WHITE);
    s.g().fill(new Ellipse2D.Double(x[0] - 4.5, y[0] - 4.5, 9, 9));
    s.g().setColor(style.color());
    s.g().setStroke(Theme.stroke(2));
    s.g().draw(new Ellipse2D.Double(x[0] - 4.5, y[0] - 4.5, 9, 9));
    double[] lastX = runs.xs().get(runs.count() - 1);
    double[] lastY = runs.ys().get(runs.count() - 1);
    double endX = lastX[lastX.length - 1];
    style.marker().paint(s.g(), style.color(), endX, lastY[lastY.length - 1], 10);
  }

  @Override
  public Optional<double[]> end(Surface s) {
    if (kind == Kind.POINTS || kind == Kind.PATH) {
      return Optional.empty();
    }
    for (int i = xs.length - 1; i >= 0; i--) {
      if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
        double x = s.x(xs[i]);
        double y = s.y(ys[i]);
        if (s.bounds().intersects(x - 1, y - 1, 2, 2)) {
          return Optional.of(new double[] {x, y});
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Style.Key key() {
    return kind == Kind.POINTS ? Style.Key.POINTS : Style.Key.LINE;
  }

  @Override
  public String describe() {
    Range x = new Range(logX);
    Range y = new Range(logY);
    extend(x, y);
    if (y.isEmpty()) {
      return series + " (no value that can be shown)";
    }
    int last = xs.length - 1;
    if (kind == Kind.PATH) {
      return String.format(
          "path %s from (%s, %s) to (%s, %s)",
          series, say(xs[0]), say(ys[0]), say(xs[last]), say(ys[last]));
    }
    return String.format(
        "%s from %s at x = %s to %s at x = %s, values between %s and %s",
        series, say(ys[0]), say(xs[0]), say(ys[last]), say(xs[last]), say(y.min()), say(y.max()));
  }

  private static String say(double value) {
    return Numbers.text(value, 3);
  }
}
