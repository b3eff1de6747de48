package nndl.plot.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The colours, line styles and fonts of all figures.
 *
 * <p>Colours are those of Okabe and Ito (2008), which readers with a colour vision deficiency can
 * tell apart; their yellow is left out, as it cannot be read on white.
 */
public final class Theme {
  static {
    withoutScreen();
  }

  /** Dark blue, the first colour. */
  public static final Color BLUE = new Color(0x0072B2);

  /** Vermillion, the second colour. */
  public static final Color RED = new Color(0xD55E00);

  /** The colours of series, in their order. */
  public static final List<Color> COLORS =
      List.of(
          BLUE,
          RED,
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000));

  public static final Color INK = new Color(0x222222);
  public static final Color FAINT = new Color(0x767676);
  public static final Color GRID = new Color(0xE4E4E4);
  public static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  public static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private static final float[][] DASHES = {
    null, {9, 4}, {2, 3}, {9, 3, 2, 3}, {14, 4}, {5, 3}, {12, 3, 2, 3, 2, 3}
  };

  private Theme() {}

  /** The look of the series that comes at this place: colour, dash and marker all differ. */
  public static Style style(int place) {
    int i = Math.floorMod(place, COLORS.size());
    Marker[] markers = Marker.values();
    // beyond seven series the marker is shifted, so that no pair of colour and marker repeats
    int marker = Math.floorMod(i + place / COLORS.size(), markers.length);
    return new Style(COLORS.get(i), stroke(1.8f, DASHES[i]), markers[marker], place);
  }

  public static BasicStroke stroke(float width, float... dash) {
    return dash == null || dash.length == 0
        ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  /** The colour, darkened until it can be read as text on white (contrast of about 4.5 to 1). */
  public static Color text(Color c) {
    Color dark = c;
    while (luminance(dark) > 0.18) {
      dark =
          new Color(
              (int) (dark.getRed() * 0.93),
              (int) (dark.getGreen() * 0.93),
              (int) (dark.getBlue() * 0.93));
    }
    return dark;
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(int channel) {
    double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  /** Writes one line of text with its left end and baseline at (x, y), on a white rim. */
  public static void write(Graphics2D g, String text, Font font, Color color, double x, double y) {
    if (text.isBlank()) {
      return;
    }
    Shape outline =
        new TextLayout(text, font, g.getFontRenderContext())
            .getOutline(AffineTransform.getTranslateInstance(x, y));
    g.setColor(Color.WHITE);
    g.setStroke(stroke(3));
    g.draw(outline);
    g.setColor(color);
    g.fill(outline);
  }

  public static double textWidth(Graphics2D g, String text, Font font) {
    Rectangle2D box = font.getStringBounds(text, g.getFontRenderContext());
    return box.getWidth();
  }

  public static void smooth(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  }

  /** Sets AWT headless, unless that is set already: no screen is looked for, no dock icon shown. */
  public static void withoutScreen() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }
}
