package nndl.plot.render;

import java.awt.Color;
import java.awt.geom.Path2D;
import nndl.text.Numbers;

/** The area between two curves over the same x, such as the quartiles of repeated runs. */
public record BandMark(
    String series, double[] xs, double[] lower, double[] upper, boolean logX, boolean logY)
    implements Mark {
  @Override
  public Layer layer() {
    return Layer.AREA;
  }

  @Override
  public BandMark onAxes(boolean x, boolean y) {
    return new BandMark(series, xs, lower, upper, x, y);
  }

  @Override
  public void extend(Range x, Range y) {
    for (int i = 0; i < xs.length; i++) {
      if (x.shows(xs[i]) && y.shows(upper[i])) {
        x.add(xs[i]);
        y.add(lower[i]);
        y.add(upper[i]);
      }
    }
  }

  @Override
  public void paint(Surface s, Style style) {
    Range shownY = new Range(logY);
    double[] floor = new double[xs.length];
    double[] top = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      boolean shown = shownY.shows(upper[i]) && !Double.isNaN(lower[i]);
      top[i] = shown ? s.y(upper[i]) : Double.NaN;
      // a lower edge at or below zero lies below every logarithmic axis
      floor[i] = shownY.shows(lower[i]) ? s.y(lower[i]) : s.bounds().getMaxY() + 10;
    }
    Color c = style.color();
    s.g().setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), 50));
    Range shownX = new Range(logX);
    int start = 0;
    for (int i = 0; i <= xs.length; i++) {
      if (i == xs.length || Double.isNaN(top[i]) || !shownX.shows(xs[i])) {
        fill(s, start, i, floor, top);
        start = i + 1;
      }
    }
  }

  private void fill(Surface s, int from, int to, double[] floor, double[] top) {
    if (to - from < 2) {
      return;
    }
    Path2D area = new Path2D.Double();
    area.moveTo(s.x(xs[from]), top[from]);
    for (int i = from + 1; i < to; i++) {
      area.lineTo(s.x(xs[i]), top[i]);
    }
    for (int i = to - 1; i >= from; i--) {
      area.lineTo(s.x(xs[i]), floor[i]);
    }
    area.closePath();
    s.g().fill(area);
  }

  @Override
  public Style.Key key() {
    return Style.Key.BAND;
  }

  @Override
  public String describe() {
    int last = xs.length - 1;
    return String.format(
        "band of %s, %s to %s at the start and %s to %s at the end",
        series,
        Numbers.text(lower[0], 3),
        Numbers.text(upper[0], 3),
        Numbers.text(lower[last], 3),
        Numbers.text(upper[last], 3));
  }
}
