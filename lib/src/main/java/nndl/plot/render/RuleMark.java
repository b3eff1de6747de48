package nndl.plot.render;

import java.awt.Font;
import java.awt.geom.Line2D;
import nndl.text.Numbers;

/**
 * A straight line across the axes at one value, with its label on it; {@code place} counts the
 * rules of a plot, so that labels of neighbours are on different rows.
 */
public record RuleMark(String label, double value, boolean vertical, int place) implements Mark {
  @Override
  public Layer layer() {
    return Layer.RULE;
  }

  @Override
  public void extend(Range x, Range y) {
    (vertical ? x : y).add(value);
  }

  @Override
  public void paint(Surface s, Style unused) {
    double at = vertical ? s.x(value) : s.y(value);
    if (!Double.isFinite(at)) {
      return;
    }
    s.g().setColor(Theme.FAINT);
    s.g().setStroke(Theme.stroke(1.4f, 6, 4));
    double left = s.bounds().getX();
    double right = s.bounds().getMaxX();
    if (vertical) {
      s.g().draw(new Line2D.Double(at, s.bounds().getY(), at, s.bounds().getMaxY()));
    } else {
      s.g().draw(new Line2D.Double(left, at, right, at));
    }
  }

  /** Writes the label; painted after all series so that none runs through it. */
  @Override
  public void paintLabel(Surface s) {
    double at = vertical ? s.x(value) : s.y(value);
    Font font = Theme.SMALL;
    double width = Theme.textWidth(s.g(), label, font);
    double left = s.bounds().getX();
    double right = s.bounds().getMaxX();
    if (vertical && at >= left && at <= right) {
      double x = at + 5 + width <= right ? at + 5 : at - 5 - width;
      Theme.write(s.g(), label, font, Theme.INK, x, s.bounds().getY() + 15 + 17 * (place % 4));
    } else if (!vertical && at >= s.bounds().getY() && at <= s.bounds().getMaxY()) {
      double y = at - 5 - font.getSize() < s.bounds().getY() ? at + 15 : at - 5;
      Theme.write(s.g(), label, font, Theme.INK, left + 8, y);
    }
  }

  @Override
  public String describe() {
    return String.format(
        "%s line %s at %s", vertical ? "vertical" : "horizontal", label, Numbers.text(value, 4));
  }
}
