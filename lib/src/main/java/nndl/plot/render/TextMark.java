package nndl.plot.render;

import nndl.text.Numbers;

/** A text at a point, on its left where the right side has no room. */
public record TextMark(double x, double y, String text) implements Mark {
  @Override
  public void extend(Range xs, Range ys) {
    xs.add(x);
    ys.add(y);
  }

  @Override
  public void paint(Surface s, Style unused) {
    double width = Theme.textWidth(s.g(), text, Theme.SMALL);
    double px = s.x(x) + 7;
    if (px + width > s.bounds().getMaxX()) {
      px = s.x(x) - 7 - width;
    }
    double top = s.bounds().getY() + 14;
    double py = Math.max(top, Math.min(s.bounds().getMaxY() - 5, s.y(y) - 6));
    Theme.write(s.g(), text, Theme.SMALL, Theme.INK, px, py);
  }

  @Override
  public String describe() {
    return String.format(
        "the text \"%s\" at (%s, %s)", text, Numbers.text(x, 3), Numbers.text(y, 3));
  }
}
