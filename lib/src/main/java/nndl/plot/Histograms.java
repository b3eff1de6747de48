package nndl.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nndl.plot.render.Axes;
import nndl.plot.render.Axis;
import nndl.plot.render.Theme;
import nndl.validation.Require;

/**
 * Histograms side by side, in rows of the same number of columns.
 *
 * <p>Heights are shares of all finite values, so panels with different numbers of values compare.
 * Each panel shows mean ± standard deviation and the share outside its range. Unless axes are
 * shared they differ between panels, and the picture says so. A histogram is read when the picture
 * is painted.
 */
public final class Histograms implements Figure {
  private static final int PANEL_WIDTH = 190;
  private static final int PANEL_HEIGHT = 165;
  private static final int TOP = 34;
  private static final int LINE = 18;

  /** One histogram with its title. */
  record Panel(String title, Histogram histogram) {}

  private final String title;
  private final int columns;
  private final List<Panel> panels = new ArrayList<>();
  private String xLabel = "value";
  private boolean sharedX;
  private boolean sharedY;
  private String alt;

  private Histograms(String title, int columns) {
    this.title = Require.notNull("title", title);
    this.columns = Require.inRange("columns", columns, 1, 12);
  }

  /** An empty picture with this many panels in a row, 1 to 12. */
  public static Histograms of(String title, int columns) {
    return new Histograms(title, columns);
  }

  /** Adds a panel, from left to right, row by row. */
  public Histograms panel(String title, Histogram histogram) {
    panels.add(new Panel(Require.notNull("title", title), Require.notNull("histogram", histogram)));
    return this;
  }

  /** Names the quantity on all x axes, with its unit. */
  public Histograms xLabel(String label) {
    xLabel = Require.notNull("label", label);
    return this;
  }

  /** Gives all panels the same x axis, which holds the ranges of all. */
  public Histograms sharedX() {
    sharedX = true;
    return this;
  }

  /** Gives all panels the same y axis, which holds the highest bar of all. */
  public Histograms sharedY() {
    sharedY = true;
    return this;
  }

  /** Replaces the composed alternative text. */
  public Histograms alt(String text) {
    alt = Require.notNull("text", text);
    return this;
  }

  @Override
  public int width() {
    return Math.max(400, columns * PANEL_WIDTH + 10);
  }

  @Override
  public int height() {
    int rows = Math.max(1, (panels.size() + columns - 1) / columns);
    return TOP + rows * PANEL_HEIGHT + (differing().isEmpty() ? 1 : 2) * LINE + 10;
  }

  @Override
  public String alt() {
    return alt != null
        ? alt
        : panels.stream()
            .map(p -> p.title() + ": " + say(p.histogram()))
            .collect(
                Collectors.joining(
                    "; ",
                    (title.isEmpty() ? "Histograms" : title) + ". Shares of " + xLabel + ": ",
                    panels.isEmpty() ? "nothing to show." : "."));
  }

  @Override
  public void paint(Graphics2D g) {
    String head = Axes.wrapped(g, title, Theme.TITLE, width() - 16).stream().findFirst().orElse("");
    Theme.write(g, head, Theme.TITLE, Theme.INK, 10, 22);
    if (panels.isEmpty()) {
      Theme.write(g, "nothing to show", Theme.LABEL, Theme.FAINT, 10, TOP + 40);
    }
    double wide = (width() - 10.0) / columns;
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      Rectangle2D cell =
          new Rectangle2D.Double(
              Math.floor(5 + i % columns * wide),
              TOP + i / columns * PANEL_HEIGHT,
              Math.floor(wide),
              PANEL_HEIGHT);
      new HistogramPainter(panel.title(), panel.histogram(), xAxis(panel), yAxis(panel))
          .paint(g, cell);
    }
    double y = height() - 10;
    String axes = "x: " + xLabel + ";  y: share of values;  text: mean ± standard deviation";
    Theme.write(g, axes, Theme.SMALL, Theme.INK, 10, y - (differing().isEmpty() ? 0 : LINE));
    Theme.write(g, differing(), Theme.SMALL, Theme.text(Theme.RED), 10, y);
  }

  /** Says which axes are not the same in all panels, where there are several. */
  private String differing() {
    if (panels.size() < 2 || sharedX && sharedY) {
      return "";
    }
    String which = sharedX ? "y axes" : sharedY ? "x axes" : "x and y axes";
    return which + " differ between panels";
  }

  private Axis xAxis(Panel panel) {
    double low = panel.histogram().low();
    double high = panel.histogram().high();
    if (sharedX) {
      low = panels.stream().mapToDouble(p -> p.histogram().low()).min().orElse(low);
      high = panels.stream().mapToDouble(p -> p.histogram().high()).max().orElse(high);
    }
    return new Axis("", low, high, false);
  }

  private Axis yAxis(Panel panel) {
    List<Panel> same = sharedY ? panels : List.of(panel);
    double top = same.stream().mapToDouble(p -> p.histogram().largestShare()).max().orElse(0);
    // room above the highest bar for the text
    int lines = same.stream().mapToInt(p -> HistogramPainter.lines(p.histogram())).max().orElse(1);
    return new Axis("", 0, top == 0 ? 1 : (1 + 0.22 * lines) * top, false);
  }

  private static String say(Histogram h) {
    if (h.total() == 0) {
      return "no values";
    }
    long outside = h.below() + h.above();
    return h.total()
        + " values, mean ± standard deviation "
        + HistogramPainter.moments(h)
        + (outside > 0 ? ", " + outside + " outside the range" : "")
        + (h.notFinite() > 0 ? ", " + h.notFinite() + " more not finite" : "");
  }
}
