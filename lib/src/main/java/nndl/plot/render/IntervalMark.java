package nndl.plot.render;

import java.awt.geom.Line2D;
import nndl.text.Numbers;

/** Upright lines with caps from lower to upper, such as confidence intervals of rates. */
public record IntervalMark(
    String series, double[] xs, double[] lower, double[] upper, boolean logX, boolean logY)
    implements Mark {
  private static final double CAP = 5;

  @Override
  public Layer layer() {
    return Layer.RULE;
  }

  @Override
  public IntervalMark onAxes(boolean x, boolean y) {
    return new IntervalMark(series, xs, lower, upper, x, y);
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
    Range shownX = new Range(logX);
    Range shownY = new Range(logY);
    s.g().setColor(style.color());
    s.g().setStroke(Theme.stroke(1.6f));
    for (int i = 0; i < xs.length; i++) {
      if (shownX.shows(xs[i]) && shownY.shows(upper[i]) && !Double.isNaN(lower[i])) {
        double x = s.x(xs[i]);
        double top = s.y(upper[i]);
        // a lower end at or below zero lies below every logarithmic axis, so there is no cap
        boolean ends = shownY.shows(lower[i]);
        double bottom = ends ? s.y(lower[i]) : s.bounds().getMaxY() + 10;
        s.g().draw(new Line2D.Double(x, top, x, bottom));
        s.g().draw(new Line2D.Double(x - CAP, top, x + CAP, top));
        s.g().draw(new Line2D.Double(x - CAP, bottom, x + CAP, bottom));
      }
    }
  }

  @Override
  public Style.Key key() {
    return Style.Key.POINTS;
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("intervals of ").append(series);
    for (int i = 0; i < Math.min(xs.length, 12); i++) {
      text.append(i == 0 ? ": " : ", ").append(Numbers.text(lower[i], 3)).append(" to ");
      text.append(Numbers.text(upper[i], 3)).append(" at ").append(Numbers.text(xs[i], 3));
    }
    return text.append(xs.length > 12 ? " and so on" : "").toString();
  }
}
