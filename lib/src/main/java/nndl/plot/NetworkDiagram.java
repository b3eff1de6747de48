package nndl.plot;

import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nndl.plot.render.Theme;
import nndl.plot.render.Ticks;
import nndl.text.Numbers;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * A feed-forward network with its numbers: neurons as circles, weights as lines as wide as their
 * size, blue where positive, vermillion where negative, thin and grey where zero.
 *
 * <p>Weights are labelled where no layer has more than {@value #WRITTEN} neurons; of a layer of
 * more than {@value #SHOWN} the first and the last are drawn. The network determines the size.
 */
public final class NetworkDiagram implements Figure {
  static final int WRITTEN = 4;
  static final int SHOWN = 16;

  private final String title;
  private final List<SimpleMatrix> weights;
  private final List<SimpleMatrix> biases;
  private List<String> inputs;
  private List<String> outputs;
  private List<String> activations = List.of();
  private String alt;

  private NetworkDiagram(String title, List<SimpleMatrix> weights, List<SimpleMatrix> biases) {
    this.title = Require.notNull("title", title);
    checkShapes(weights, biases);
    this.weights = weights.stream().map(SimpleMatrix::copy).toList();
    this.biases = biases.stream().map(SimpleMatrix::copy).toList();
    this.inputs = numbered("x", size(0));
    this.outputs = size(weights.size()) == 1 ? List.of("y") : numbered("y", size(weights.size()));
  }

  /**
   * A network of layers a ↦ aW + b.
   *
   * @param weights for each layer a matrix of inputs × outputs
   * @param biases for each layer a row of 1 × outputs
   */
  public static NetworkDiagram of(
      String title, List<SimpleMatrix> weights, List<SimpleMatrix> biases) {
    return new NetworkDiagram(title, weights, biases);
  }

  /** Names the inputs and the outputs; they are x₁, x₂, … and y without. */
  public NetworkDiagram names(List<String> inputs, List<String> outputs) {
    Require.size("inputs", Require.notNull("inputs", inputs).size(), size(0));
    Require.size("outputs", Require.notNull("outputs", outputs).size(), size(weights.size()));
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    return this;
  }

  /** Names the activation of each layer of weights, written below the name of the layer. */
  public NetworkDiagram activations(String... names) {
    Require.size("activations", Require.notNull("names", names).length, weights.size());
    activations = List.of(names);
    return this;
  }

  /** Replaces the composed alternative text. */
  public NetworkDiagram alt(String text) {
    alt = Require.notNull("text", text);
    return this;
  }

  @Override
  public int width() {
    return (int) (margin(0) + margin(depth())) + depth() * (isWritten() ? 220 : 170);
  }

  @Override
  public int height() {
    int rows =
        IntStream.rangeClosed(0, weights.size()).map(k -> Math.min(SHOWN, size(k))).max().orElse(1);
    return 130 + (isWritten() ? Math.max(2, rows) * 84 : Math.max(6, rows) * 30);
  }

  @Override
  public String alt() {
    if (alt != null) {
      return alt;
    }
    StringBuilder text =
        new StringBuilder(title.isEmpty() ? "Network" : title).append(". Layers of ");
    for (int k = 0; k <= weights.size(); k++) {
      text.append(k == 0 ? "" : ", ").append(size(k));
    }
    text.append(" neurons");
    for (int k = 0; k < weights.size(); k++) {
      text.append("; ").append(layerName(k + 1));
      text.append(k < activations.size() ? " (" + activations.get(k) + ")" : "")
          .append(": weights ");
      SimpleMatrix w = weights.get(k);
      if (isWritten()) {
        for (int i = 0; i < w.getNumRows(); i++) {
          text.append(Numbers.text(w.getRow(i).getDDRM().data)).append(' ');
        }
        text.append("and biases ").append(Numbers.text(biases.get(k).getDDRM().data));
      } else {
        text.append("between ").append(Numbers.text(w.elementMin(), 3));
        text.append(" and ").append(Numbers.text(w.elementMax(), 3));
      }
    }
    return text.append('.').toString();
  }

  @Override
  public void paint(Graphics2D g) {
    new NetworkPainter(this, width(), height()).paint(g);
  }

  String title() {
    return title;
  }

  /** Layers of weights. */
  int depth() {
    return weights.size();
  }

  /** Neurons of layer k; layer 0 is the input. */
  int size(int k) {
    return k == 0 ? weights.get(0).getNumRows() : weights.get(k - 1).getNumCols();
  }

  /** The weight that leads from neuron i of layer k to neuron j of the next. */
  double weight(int k, int i, int j) {
    return weights.get(k).get(i, j);
  }

  double bias(int k, int j) {
    return biases.get(k).get(j);
  }

  double largestWeight() {
    return weights.stream().mapToDouble(SimpleMatrix::elementMaxAbs).max().orElseThrow();
  }

  boolean isWritten() {
    return IntStream.rangeClosed(0, depth()).allMatch(k -> size(k) <= WRITTEN);
  }

  double radius() {
    return isWritten() ? 19 : 10;
  }

  /** Room beside the first or the last layer, wide enough for the names of its neurons. */
  double margin(int k) {
    FontRenderContext plain = new FontRenderContext(null, true, true);
    double widest =
        IntStream.range(0, size(k))
            .mapToObj(i -> Theme.SMALL.getStringBounds(neuronName(k, i), plain))
            .mapToDouble(Rectangle2D::getWidth)
            .max()
            .orElse(0);
    return Math.max(75, radius() + widest + 20);
  }

  String neuronName(int k, int i) {
    if (k == 0) {
      return inputs.get(i);
    }
    return k == depth() ? outputs.get(i) : "";
  }

  String layerName(int k) {
    if (k == 0) {
      return "input";
    }
    return k == depth() ? "output" : depth() == 2 ? "hidden" : "hidden " + k;
  }

  String activation(int k) {
    return k == 0 || activations.isEmpty() ? "" : activations.get(k - 1);
  }

  private static List<String> numbered(String name, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(name + Ticks.subscript(i));
    }
    return names;
  }

  private static void checkShapes(List<SimpleMatrix> weights, List<SimpleMatrix> biases) {
    Require.positive("number of weight matrices", Require.notNull("weights", weights).size());
    Require.size("biases", Require.notNull("biases", biases).size(), weights.size());
    for (int k = 0; k < weights.size(); k++) {
      SimpleMatrix w = Require.notNull("weights[" + k + "]", weights.get(k));
      SimpleMatrix b = Require.notNull("biases[" + k + "]", biases.get(k));
      if (k > 0 && w.getNumRows() != weights.get(k - 1).getNumCols()) {
        int columns = weights.get(k - 1).getNumCols();
        String allowed = columns + " rows high, as many as layer " + (k - 1) + " has outputs";
        throw Require.invalid("weights[" + k + "]", allowed, shape(w));
      }
      if (b.getNumRows() != 1 || b.getNumCols() != w.getNumCols()) {
        throw Require.invalid("biases[" + k + "]", "1×" + w.getNumCols(), shape(b));
      }
      Require.finite("weights[" + k + "]", w.getDDRM().data);
      Require.finite("biases[" + k + "]", b.getDDRM().data);
    }
  }

  private static String shape(SimpleMatrix m) {
    return m.getNumRows() + "×" + m.getNumCols();
  }
}
