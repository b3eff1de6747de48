package nndl.plot.render;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paints marks over axes, and decides between names at the lines' ends and a legend. */
public record PlotPainter(Axes axes, List<Mark> marks, Map<String, Style> styles) {
  private static final int MOST_LABELS = 8;

  public void paint(Graphics2D g, Rectangle2D frame) {
    List<Legend.Entry> entries = entries();
    double margin = 0;
    if (endsAreNear(entries, frame)) {
      for (Legend.Entry entry : entries) {
        margin = Math.max(margin, Theme.textWidth(g, entry.name(), Theme.SMALL) + 8);
      }
    }
    boolean atEnds = margin > 0 && margin < 0.35 * frame.getWidth();
    Legend legend = new Legend(atEnds ? List.of() : entries);
    double below = legend.height(g, frame.getWidth() - 30);
    double wide = frame.getWidth() - (atEnds ? margin : 0);
    Rectangle2D inner =
        new Rectangle2D.Double(frame.getX(), frame.getY(), wide, frame.getHeight() - below);
    axes.paint(g, inner, this::content, s -> overlay(s, atEnds));
    legend.paint(g, frame.getX() + 16, frame.getMaxY() - below, frame.getWidth() - 30);
  }

  private void content(Surface s) {
    for (Mark.Layer layer : Mark.Layer.values()) {
      for (Mark mark : marks) {
        if (mark.layer() == layer) {
          mark.paint(s, styles.getOrDefault(mark.series(), Theme.style(0)));
        }
      }
    }
    marks.forEach(mark -> mark.paintLabel(s));
  }

  private void overlay(Surface s, boolean atEnds) {
    if (nothingShown()) {
      String text = marks.isEmpty() ? "nothing to show" : "no value that can be shown";
      double x = s.bounds().getCenterX() - Theme.textWidth(s.g(), text, Theme.LABEL) / 2;
      Theme.write(s.g(), text, Theme.LABEL, Theme.FAINT, x, s.bounds().getCenterY());
    }
    if (atEnds) {
      Map<String, Labels.Label> labels = new LinkedHashMap<>();
      for (Mark mark : marks) {
        Style style = styles.get(mark.series());
        mark.end(s)
            .ifPresent(
                p ->
                    labels.putIfAbsent(
                        mark.series(), new Labels.Label(mark.series(), style, p[0], p[1])));
      }
      Labels.paint(s, new ArrayList<>(labels.values()));
    }
  }

  private boolean nothingShown() {
    Range x = new Range(axes.x().log());
    Range y = new Range(axes.y().log());
    marks.forEach(m -> m.extend(x, y));
    return x.isEmpty() && y.isEmpty();
  }

  private List<Legend.Entry> entries() {
    Map<String, Legend.Entry> entries = new LinkedHashMap<>();
    for (Mark mark : marks) {
      Style style = styles.get(mark.series());
      if (style != null) {
        Legend.Entry old = entries.get(mark.series());
        if (old == null || old.key() == Style.Key.BAND || mark.key() == Style.Key.LINE) {
          entries.put(mark.series(), new Legend.Entry(mark.series(), style, mark.key()));
        }
      }
    }
    return new ArrayList<>(entries.values());
  }

  /** Whether every series is a line that ends in the right quarter of the axes. */
  private boolean endsAreNear(List<Legend.Entry> entries, Rectangle2D frame) {
    if (entries.size() > MOST_LABELS || !Labels.fit(entries.size(), frame.getHeight() - 110)) {
      return false;
    }
    // maps onto the unit square, because the axes are not laid out yet
    Surface unit =
        new Surface(
            null,
            new Rectangle2D.Double(0, 0, 1, 1),
            v -> axes.x().share(v),
            v -> axes.y().share(v));
    for (Legend.Entry entry : entries) {
      boolean near =
          marks.stream()
              .filter(m -> m.series().equals(entry.name()))
              .anyMatch(m -> m.end(unit).filter(p -> p[0] > 0.75 && p[0] <= 1.001).isPresent());
      if (!near) {
        return false;
      }
    }
    return !entries.isEmpty();
  }
}
