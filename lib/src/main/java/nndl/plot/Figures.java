package nndl.plot;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nndl.validation.Require;

/** Several figures as one, in rows of equal columns. */
public record Figures(int columns, List<Figure> panels) implements Figure {
  /** At least one column and one panel. */
  public Figures {
    Require.positive("columns", columns);
    panels = List.copyOf(panels);
    Require.positive("number of figures", panels.size());
  }

  /** The figures from left to right, row by row; a cell is as large as the largest of them. */
  public static Figures grid(int columns, Figure... panels) {
    return new Figures(columns, Arrays.asList(panels));
  }

  @Override
  public int width() {
    return Math.min(columns, panels.size()) * cellWidth();
  }

  @Override
  public int height() {
    return (panels.size() + columns - 1) / columns * cellHeight();
  }

  @Override
  public String alt() {
    return panels.stream().map(Figure::alt).collect(Collectors.joining(" "));
  }

  @Override
  public void paint(Graphics2D g) {
    AffineTransform before = g.getTransform();
    for (int i = 0; i < panels.size(); i++) {
      g.translate(i % columns * cellWidth(), i / columns * cellHeight());
      panels.get(i).paint(g);
      g.setTransform(before);
    }
  }

  private int cellWidth() {
    return panels.stream().mapToInt(Figure::width).max().orElseThrow();
  }

  private int cellHeight() {
    return panels.stream().mapToInt(Figure::height).max().orElseThrow();
  }
}
