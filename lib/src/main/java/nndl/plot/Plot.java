package nndl.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import nndl.plot.render.Axes;
import nndl.plot.render.Axis;
import nndl.plot.render.BandMark;
import nndl.plot.render.IntervalMark;
import nndl.plot.render.Mark;
import nndl.plot.render.PlotPainter;
import nndl.plot.render.Range;
import nndl.plot.render.RuleMark;
import nndl.plot.render.SeriesMark;
import nndl.plot.render.Style;
import nndl.plot.render.TextMark;
import nndl.plot.render.Theme;
import nndl.validation.Require;

/**
 * Lines, points, bands, paths and level lines over one pair of axes.
 *
 * <p>Each method adds to this plot and returns it. Marks of the same name share their colour, so a
 * line and its band belong together. On a logarithmic axis values that are not positive leave a
 * gap; NaN and infinite values do so on every axis. Lines that end near the right edge are named
 * there, everything else in a legend below.
 */
public final class Plot implements Figure {
  private static final int CONTOUR_CELLS = 400;

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Mark> marks = new ArrayList<>();
  private boolean logX;
  private boolean logY;
  private double[] xRange;
  private double[] yRange;
  private int width = 640;
  private int height = 400;
  private String alt;

  private Plot(String title, String xLabel, String yLabel) {
    this.title = Require.notNull("title", title);
    this.xLabel = Require.notNull("xLabel", xLabel);
    this.yLabel = Require.notNull("yLabel", yLabel);
  }

  /** An empty plot of 640×400 pixels; labels name quantity and unit. */
  public static Plot of(String title, String xLabel, String yLabel) {
    return new Plot(title, xLabel, yLabel);
  }

  /** A line through ys over 0, 1, …, n − 1, as steps and epochs are counted. */
  public Plot line(String name, double... ys) {
    Require.notNull("ys", ys);
    return line(name, IntStream.range(0, ys.length).asDoubleStream().toArray(), ys);
  }

  /** A line through the points; both arrays have the same length. */
  public Plot line(String name, double[] xs, double[] ys) {
    return series(name, xs, ys, SeriesMark.Kind.LINE);
  }

  /** Markers at the points. */
  public Plot points(String name, double[] xs, double[] ys) {
    return series(name, xs, ys, SeriesMark.Kind.POINTS);
  }

  /** A line with a marker at every point. */
  public Plot linePoints(String name, double[] xs, double[] ys) {
    return series(name, xs, ys, SeriesMark.Kind.LINE_POINTS);
  }

  /** A trajectory through the plane: a ring at its start, the series' marker at its end. */
  public Plot path(String name, double[] xs, double[] ys) {
    return series(name, xs, ys, SeriesMark.Kind.PATH);
  }

  /** The area between two curves, lower ≤ upper, such as the quartiles of repeated runs. */
  public Plot band(String name, double[] xs, double[] lower, double[] upper) {
    checkLengths(xs, "lower", lower);
    checkLengths(xs, "upper", upper);
    Require.notNull("name", name);
    return add(new BandMark(name, xs.clone(), lower.clone(), upper.clone(), logX, logY));
  }

  /** Upright lines with caps, lower ≤ upper, such as confidence intervals, to go with points. */
  public Plot intervals(String name, double[] xs, double[] lower, double[] upper) {
    checkLengths(xs, "lower", lower);
    checkLengths(xs, "upper", upper);
    Require.notNull("name", name);
    return add(new IntervalMark(name, xs.clone(), lower.clone(), upper.clone(), logX, logY));
  }

  /** A dashed line across the plot at this y, with its label on it. */
  public Plot horizontal(String label, double y) {
    return add(rule(label, Require.finite("y", y), false));
  }

  /** A dashed line from bottom to top at this x, with its label beside it. */
  public Plot vertical(String label, double x) {
    return add(rule(label, Require.finite("x", x), true));
  }

  /** A text at a point. */
  public Plot text(double x, double y, String text) {
    Require.notNull("text", text);
    return add(new TextMark(Require.finite("x", x), Require.finite("y", y), text));
  }

  /** Level lines of f(x, y) at the given levels; the axes show the window. */
  public Plot contours(DoubleBinaryOperator f, Window window, double... levels) {
    Contours contours = Contours.of(f, window, CONTOUR_CELLS);
    return add(
        new ContourMark(
            contours,
            window,
            levels.length == 0 ? contours.levels(10) : Require.finite("levels", levels).clone()));
  }

  /** Level lines of f(x, y) at ten levels, spaced geometrically above the minimum. */
  public Plot contours(DoubleBinaryOperator f, Window window) {
    return contours(f, window, new double[0]);
  }

  /** Makes the x axis logarithmic. */
  public Plot logX() {
    logX = true;
    return this;
  }

  /** Makes the y axis logarithmic. */
  public Plot logY() {
    logY = true;
    return this;
  }

  /** Sets the ends of the x axis; what lies outside is cut off. */
  public Plot xRange(double low, double high) {
    xRange = range("x", low, high);
    return this;
  }

  /** Sets the ends of the y axis; what lies outside is cut off. */
  public Plot yRange(double low, double high) {
    yRange = range("y", low, high);
    return this;
  }

  /** Sets the size in CSS pixels, 200×150 to 4000×4000. */
  public Plot size(int width, int height) {
    this.width = Require.inRange("width", width, 200, 4000);
    this.height = Require.inRange("height", height, 150, 4000);
    return this;
  }

  /** Replaces the composed alternative text. */
  public Plot alt(String text) {
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
    return alt != null ? alt : PlotText.alt(title, xLabel, yLabel, logX, logY, onAxes());
  }

  @Override
  public void paint(Graphics2D g) {
    new PlotPainter(new Axes(title, axis(true), axis(false)), onAxes(), styles())
        .paint(g, new Rectangle2D.Double(0, 0, width, height));
  }

  private Plot series(String name, double[] xs, double[] ys, SeriesMark.Kind kind) {
    Require.notNull("name", name);
    checkLengths(xs, "ys", ys);
    return add(new SeriesMark(name, xs.clone(), ys.clone(), logX, logY, kind));
  }

  private Plot add(Mark mark) {
    marks.add(mark);
    return this;
  }

  private RuleMark rule(String label, double value, boolean vertical) {
    int place =
        (int)
            marks.stream().filter(m -> m instanceof RuleMark r && r.vertical() == vertical).count();
    return new RuleMark(Require.notNull("label", label), value, vertical, place);
  }

  private static void checkLengths(double[] xs, String name, double[] values) {
    Require.notNull("xs", xs);
    Require.size(name, Require.notNull(name, values).length, xs.length);
  }

  private static double[] range(String axis, double low, double high) {
    Require.finite(axis + " low", low);
    Window.above(axis + " high", high, "low", low);
    return new double[] {low, high};
  }

  /** The marks, told which axes are logarithmic: logX() may come after a series. */
  private List<Mark> onAxes() {
    return marks.stream().map(m -> m.onAxes(logX, logY)).toList();
  }

  private Map<String, Style> styles() {
    Map<String, Style> styles = new LinkedHashMap<>();
    for (Mark mark : marks) {
      if (!mark.series().isEmpty()) {
        styles.computeIfAbsent(mark.series(), k -> Theme.style(styles.size()));
      }
    }
    return styles;
  }

  private Axis axis(boolean horizontal) {
    boolean log = horizontal ? logX : logY;
    String label = horizontal ? xLabel : yLabel;
    double[] fixed = horizontal ? xRange : yRange;
    if (fixed != null) {
      if (log) {
        Require.positive((horizontal ? "x" : "y") + " low of a logarithmic axis", fixed[0]);
      }
      return new Axis(label, fixed[0], fixed[1], log);
    }
    Range x = new Range(logX);
    Range y = new Range(logY);
    boolean window = marks.stream().anyMatch(Mark::fillsWindow);
    onAxes().stream().filter(m -> !window || m.fillsWindow()).forEach(m -> m.extend(x, y));
    Range range = horizontal ? x : y;
    return window && !range.isEmpty()
        ? new Axis(label, range.min(), range.max(), log)
        : range.axis(label);
  }
}
