package nndl.plot.render;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Annotation;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;

/** A title and a pair of axes laid out by XChart, with a painter for the content. */
public record Axes(String title, Font titleFont, Axis x, Axis y, boolean grid) {
  public Axes(String title, Axis x, Axis y) {
    this(title, Theme.TITLE, x, y, true);
  }

  /** Paints into the frame; the content is clipped to the axes, the overlay is not. */
  public void paint(
      Graphics2D g, Rectangle2D frame, Consumer<Surface> content, Consumer<Surface> overlay) {
    AffineTransform before = g.getTransform();
    g.translate(frame.getX(), frame.getY());
    List<String> lines = wrapped(g, title, titleFont, frame.getWidth() - 16);
    double top = 2 + lines.size() * lineHeight();
    g.translate(0, top);
    int width = (int) frame.getWidth();
    int height = (int) (frame.getHeight() - top);
    XYChart chart = new XYChart(width, height);
    style(chart.getStyler(), width, height);
    chart.setXAxisTitle(x.title());
    chart.setYAxisTitle(y.title());
    chart.addAnnotation(new Painter(content, overlay));
    chart.paint(g, width, height);
    // last, because the chart paints its background over the descenders of the title
    for (int i = 0; i < lines.size(); i++) {
      double baseline = (i + 1 - lines.size()) * lineHeight();
      Theme.write(g, lines.get(i), titleFont, Theme.INK, 10, baseline);
    }
    g.setTransform(before);
  }

  private double lineHeight() {
    return titleFont.getSize() * 1.3;
  }

  public static List<String> wrapped(Graphics2D g, String text, Font font, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.isBlank() ? new String[0] : text.trim().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Theme.textWidth(g, longer, font) > width) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  private void style(XYStyler s, int width, int height) {
    s.setLegendVisible(false).setChartTitleVisible(false).setPlotContentSize(1);
    s.setChartBackgroundColor(java.awt.Color.WHITE).setPlotBackgroundColor(java.awt.Color.WHITE);
    s.setPlotBorderVisible(false).setChartPadding(10).setChartFontColor(Theme.INK);
    s.setAxisTitleFont(Theme.LABEL).setAxisTickLabelsFont(Theme.SMALL).setPlotMargin(0);
    s.setAxisTickLabelsColor(Theme.INK);
    s.setAxisTickMarkLength(4).setAxisTickMarksStroke(Theme.stroke(1));
    // XChart draws a line and a tick for 2, 3, … 9 of every decade: LogGrid draws fewer
    s.setPlotGridVerticalLinesVisible(grid && !x.log()).setPlotGridLinesColor(Theme.GRID);
    s.setPlotGridHorizontalLinesVisible(grid && !y.log());
    s.setXAxisTickMarksColor(x.log() ? java.awt.Color.WHITE : Theme.FAINT);
    s.setYAxisTickMarksColor(y.log() ? java.awt.Color.WHITE : Theme.FAINT);
    s.setPlotGridLinesStroke(Theme.stroke(1));
    s.setXAxisTitleVisible(!x.title().isEmpty()).setYAxisTitleVisible(!y.title().isEmpty());
    s.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    s.setXAxisLogarithmic(x.log()).setYAxisLogarithmic(y.log());
    s.setXAxisLogarithmicDecadeOnly(x.decades() > 4).setYAxisLogarithmicDecadeOnly(y.decades() > 4);
    s.setXAxisTickMarkSpacingHint(width < 250 ? 46 : 60).setYAxisTickMarkSpacingHint(36);
    s.setXAxisTickLabelsFormattingFunction(x.ticks(xRoom(width)));
    s.setYAxisTickLabelsFormattingFunction(y.ticks(yRoom(height)));
    s.setXAxisMin(x.ends()[0]).setXAxisMax(x.ends()[1]);
    s.setYAxisMin(y.ends()[0]).setYAxisMax(y.ends()[1]);
  }

  private static int xRoom(int width) {
    return width / 60;
  }

  private static int yRoom(int height) {
    return height / 40;
  }

  /** XChart calls annotations last, when the axes have their places. */
  private final class Painter extends Annotation {
    private final Consumer<Surface> content;
    private final Consumer<Surface> overlay;

    Painter(Consumer<Surface> content, Consumer<Surface> overlay) {
      super(false);
      this.content = content;
      this.overlay = overlay;
    }

    @Override
    public void paint(Graphics2D g) {
      XYChart axes = (XYChart) chart;
      // only the ends are XChart's: it maps values outside them to the middle
      double left = axes.getScreenXFromChart(x.ends()[0]);
      double right = axes.getScreenXFromChart(x.ends()[1]);
      double top = axes.getScreenYFromChart(y.ends()[1]);
      double bottom = axes.getScreenYFromChart(y.ends()[0]);
      bounds = new Rectangle2D.Double(left, top, right - left, bottom - top);
      Surface surface =
          new Surface(
              g,
              bounds,
              v -> left + x.share(v) * (right - left),
              v -> bottom - y.share(v) * (bottom - top));
      Shape clip = g.getClip();
      Theme.smooth(g);
      LogGrid lines = new LogGrid(surface, grid);
      lines.paint(x, true, xRoom(chart.getWidth()));
      lines.paint(y, false, yRoom(chart.getHeight()));
      g.clip(bounds);
      content.accept(surface);
      g.setClip(clip);
      overlay.accept(surface);
    }
  }
}
