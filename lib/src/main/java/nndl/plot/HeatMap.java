package nndl.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import nndl.plot.render.Axes;
import nndl.plot.render.Axis;
import nndl.plot.render.Palette;
import nndl.plot.render.Theme;
import nndl.validation.Require;

/**
 * A function of two variables as a coloured area, with the points of classes on top.
 *
 * <p>The function is sampled when it is given, on 320×320 cells, so the picture does not change
 * when a model is trained further. Each method changes this map and returns it. Where the function
 * is NaN or infinite the area is grey.
 */
public final class HeatMap implements Figure {
  private static final int CELLS = 320;

  /** Points of one class, optionally with a text beside each. */
  record Points(String name, double[] xs, double[] ys, List<String> texts) {}

  /** A bold level line. */
  record Boundary(double level, String label, List<double[][]> lines) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final DoubleBinaryOperator f;
  private final Field field;
  private final List<Points> points = new ArrayList<>();
  private Boundary boundary;
  private Double middle;
  private double[] range;
  private int width = 560;
  private int height = 420;
  private String alt;

  private HeatMap(
      String title, String xLabel, String yLabel, DoubleBinaryOperator f, Window window) {
    this.title = Require.notNull("title", title);
    this.xLabel = Require.notNull("xLabel", xLabel);
    this.yLabel = Require.notNull("yLabel", yLabel);
    this.f = Require.notNull("f", f);
    this.field = Field.of(f, Require.notNull("window", window), CELLS);
  }

  /** A map of f(x, y) over the window, light to dark, of 560×420 pixels. */
  public static HeatMap of(
      String title, String xLabel, String yLabel, DoubleBinaryOperator f, Window window) {
    return new HeatMap(title, xLabel, yLabel, f, window);
  }

  /** Colours by the difference from this value: blue below, white at it, orange above. */
  public HeatMap around(double middle) {
    this.middle = Require.finite("middle", middle);
    return this;
  }

  /** Sets the values of the two end colours, so that maps can be compared. */
  public HeatMap range(double low, double high) {
    Require.finite("low", low);
    Window.above("high", high, "low", low);
    range = new double[] {low, high};
    return this;
  }

  /** Draws the line on which f has this value, named below the map. */
  public HeatMap boundary(double level, String label) {
    List<double[][]> lines = Contours.of(f, field.window(), 200).at(level);
    boundary = new Boundary(level, Require.notNull("label", label), lines);
    return this;
  }

  /** Adds the points of a class, with its own marker and colour; texts are none or one for each. */
  public HeatMap points(String name, double[] xs, double[] ys, String... texts) {
    Require.notNull("name", name);
    Require.size("ys", Require.notNull("ys", ys).length, Require.notNull("xs", xs).length);
    if (texts.length > 0) {
      Require.size("texts", texts.length, xs.length);
    }
    points.add(new Points(name, xs.clone(), ys.clone(), List.of(texts)));
    return this;
  }

  /** Sets the size in CSS pixels, 200×150 to 4000×4000. */
  public HeatMap size(int width, int height) {
    this.width = Require.inRange("width", width, 200, 4000);
    this.height = Require.inRange("height", height, 150, 4000);
    return this;
  }

  /** Replaces the composed alternative text. */
  public HeatMap alt(String text) {
    alt = Require.notNull("text", text);
    return this;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public String alt() {
    return alt != null
        ? alt
        : HeatMapText.alt(title, xLabel, yLabel, field, middle, boundary, points);
  }

  @Override
  public void paint(Graphics2D g) {
    Window w = field.window();
    Axes axes =
        new Axes(
            title,
            Theme.TITLE,
            new Axis(xLabel, w.xMin(), w.xMax(), false),
            new Axis(yLabel, w.yMin(), w.yMax(), false),
            false);
    new HeatMapPainter(axes, field, palette(), boundary, points)
        .paint(g, new Rectangle2D.Double(0, 0, width, height));
  }

  private Palette palette() {
    double low = range != null ? range[0] : field.isEmpty() ? 0 : field.min();
    double high = range != null ? range[1] : field.isEmpty() ? 1 : field.max();
    if (middle != null) {
      double reach = Math.max(high - middle, middle - low);
      low = middle - reach;
      high = middle + reach;
    }
    if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high)) || high == low) {
      double reach = low == 0 ? 1 : 0.1 * Math.abs(low);
      return new Palette(low - reach, high + reach, middle != null);
    }
    return new Palette(low, high, middle != null);
  }
}
