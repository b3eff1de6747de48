package nndl.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nndl.plot.render.Axes;
import nndl.plot.render.EdgeLabels;
import nndl.plot.render.Legend;
import nndl.plot.render.Marker;
import nndl.plot.render.Style;
import nndl.plot.render.Theme;
import nndl.text.Numbers;

/** Lays out and paints a network: edges first, strong ones last, then neurons, then numbers. */
final class NetworkPainter {
  private static final Color ZERO = new Color(0x9A9A9A);

  private final NetworkDiagram network;
  private final double width;
  private final double height;
  private final double radius;

  /** One weight between two neurons. */
  private record Edge(double weight, Point2D from, Point2D to) {}

  NetworkPainter(NetworkDiagram network, double width, double height) {
    this.network = network;
    this.width = width;
    this.height = height;
    this.radius = network.radius();
  }

  void paint(Graphics2D g) {
    double y = 22;
    for (String line : Axes.wrapped(g, network.title(), Theme.TITLE, width - 16)) {
      Theme.write(g, line, Theme.TITLE, Theme.INK, 10, y);
      y += Theme.TITLE.getSize() * 1.3;
    }
    for (int k = 0; k <= network.depth(); k++) {
      centred(g, network.layerName(k), Theme.LABEL, Theme.INK, column(k), y + 4);
      centred(g, network.activation(k), Theme.SMALL, Theme.FAINT, column(k), y + 21);
    }
    Legend legend = new Legend(entries());
    double below = legend.height(g, width - 30);
    List<List<Point2D>> neurons = new ArrayList<>();
    for (int k = 0; k <= network.depth(); k++) {
      neurons.add(places(k, y + 32, height - below - 6));
    }
    List<Edge> edges = edges(neurons);
    edges.stream()
        .sorted(Comparator.comparingDouble(e -> Math.abs(e.weight())))
        .forEach(e -> paintEdge(g, e));
    List<Rectangle2D> obstacles = new ArrayList<>();
    for (int k = 0; k <= network.depth(); k++) {
      paintLayer(g, k, neurons.get(k), obstacles);
    }
    if (network.isWritten()) {
      writeWeights(g, edges, obstacles);
    }
    legend.paint(g, 16, height - below, width - 30);
  }

  private double column(int k) {
    double left = network.margin(0);
    return left + k * (width - left - network.margin(network.depth())) / network.depth();
  }

  /** The places of the neurons of a layer; {@code null} for those left out. */
  private List<Point2D> places(int k, double top, double bottom) {
    int size = network.size(k);
    int shown = Math.min(size, NetworkDiagram.SHOWN);
    double step = (bottom - top) / Math.max(shown, network.isWritten() ? 2 : 6);
    List<Point2D> places = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      // the gap takes the middle place
      int row = size == shown || i < shown / 2 ? i : i - (size - shown);
      boolean drawn = size == shown || i < shown / 2 || row > shown / 2;
      double y = (top + bottom) / 2 + (row - (shown - 1) / 2.0) * step;
      places.add(drawn ? new Point2D.Double(column(k), y) : null);
    }
    return places;
  }

  private List<Edge> edges(List<List<Point2D>> neurons) {
    List<Edge> edges = new ArrayList<>();
    for (int k = 0; k < network.depth(); k++) {
      for (int i = 0; i < network.size(k); i++) {
        for (int j = 0; j < network.size(k + 1); j++) {
          Point2D from = neurons.get(k).get(i);
          Point2D to = neurons.get(k + 1).get(j);
          if (from != null && to != null) {
            edges.add(new Edge(network.weight(k, i, j), from, to));
          }
        }
      }
    }
    return edges;
  }

  private void paintEdge(Graphics2D g, Edge e) {
    double share = e.weight() == 0 ? 0 : Math.abs(e.weight()) / network.largestWeight();
    double widest = network.isWritten() ? 4.5 : 3;
    g.setColor(color(e.weight()));
    g.setStroke(Theme.stroke((float) (0.7 + share * widest)));
    g.draw(new Line2D.Double(e.from(), e.to()));
  }

  private static Color color(double weight) {
    return weight == 0 ? ZERO : weight > 0 ? Theme.BLUE : Theme.RED;
  }

  private void paintLayer(Graphics2D g, int k, List<Point2D> places, List<Rectangle2D> obstacles) {
    int hidden = (int) places.stream().filter(p -> p == null).count();
    for (int i = 0; i < places.size(); i++) {
      Point2D p = places.get(i);
      if (p == null) {
        continue;
      }
      Ellipse2D circle =
          new Ellipse2D.Double(p.getX() - radius, p.getY() - radius, 2 * radius, 2 * radius);
      g.setColor(Color.WHITE);
      g.fill(circle);
      g.setColor(Theme.INK);
      g.setStroke(Theme.stroke(1.6f));
      g.draw(circle);
      obstacles.add(circle.getBounds2D());
      name(g, k, i, p);
      if (k > 0 && network.isWritten()) {
        String bias = "b = " + Numbers.text(network.bias(k - 1, i), 3);
        double wide = Theme.textWidth(g, bias, Theme.SMALL);
        Rectangle2D box =
            new Rectangle2D.Double(p.getX() - wide / 2 - 2, p.getY() - radius - 19, wide + 4, 17);
        g.setColor(Color.WHITE);
        g.fill(box);
        centred(g, bias, Theme.SMALL, Theme.INK, p.getX(), p.getY() - radius - 6);
        obstacles.add(box);
      }
    }
    if (hidden > 0) {
      Point2D before = places.get(NetworkDiagram.SHOWN / 2 - 1);
      Point2D after = places.get(places.indexOf(null) + hidden);
      double middle = (before.getY() + after.getY()) / 2;
      centred(g, hidden + " more", Theme.SMALL, Theme.INK, before.getX(), middle + 4);
    }
  }

  /** The name is inside the circle where it fits, else outside. */
  private void name(Graphics2D g, int k, int i, Point2D p) {
    String name = network.neuronName(k, i);
    Font font = Theme.SMALL;
    double wide = Theme.textWidth(g, name, font);
    if (wide < 1.7 * radius) {
      centred(g, name, font, Theme.INK, p.getX(), p.getY() + 4);
    } else {
      double x = k == 0 ? p.getX() - radius - 5 - wide : p.getX() + radius + 5;
      Theme.write(g, name, font, Theme.INK, x, p.getY() + 4);
    }
  }

  private void writeWeights(Graphics2D g, List<Edge> edges, List<Rectangle2D> obstacles) {
    List<Line2D> lines = new ArrayList<>();
    String[] texts = new String[edges.size()];
    double[] widths = new double[edges.size()];
    for (int e = 0; e < texts.length; e++) {
      lines.add(new Line2D.Double(edges.get(e).from(), edges.get(e).to()));
      texts[e] = Numbers.text(edges.get(e).weight(), 3);
      widths[e] = Theme.textWidth(g, texts[e], Theme.SMALL) + 6;
    }
    List<Rectangle2D> boxes = new EdgeLabels(lines, obstacles).place(widths, 16);
    for (int e = 0; e < texts.length; e++) {
      Rectangle2D box = boxes.get(e);
      Color color = Theme.text(color(edges.get(e).weight()));
      g.setColor(Color.WHITE);
      g.fill(box);
      Theme.write(g, texts[e], Theme.SMALL, color, box.getX() + 3, box.getMaxY() - 4);
    }
  }

  private List<Legend.Entry> entries() {
    List<Legend.Entry> entries = new ArrayList<>();
    entries.add(entry("positive weight", Theme.BLUE, 3.5f));
    entries.add(entry("negative", Theme.RED, 3.5f));
    entries.add(entry("zero", ZERO, 0.7f));
    return entries;
  }

  private static Legend.Entry entry(String name, Color color, float wide) {
    return new Legend.Entry(
        name, new Style(color, Theme.stroke(wide), Marker.CIRCLE, 0), Style.Key.PLAIN_LINE);
  }

  private static void centred(
      Graphics2D g, String text, Font font, Color color, double x, double y) {
    Theme.write(g, text, font, color, x - Theme.textWidth(g, text, font) / 2, y);
  }
}
