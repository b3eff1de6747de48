package nndl.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import nndl.plot.render.EdgeLabels;
import nndl.plot.render.Theme;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class NetworkDiagramTest {
  private static final SimpleMatrix W1 = new SimpleMatrix(new double[][] {{1, -1}, {-1, 1}});
  private static final SimpleMatrix W2 = new SimpleMatrix(new double[][] {{1}, {1}});

  private static NetworkDiagram xor() {
    return NetworkDiagram.of(
        "XOR", List.of(W1, W2), List.of(new SimpleMatrix(1, 2), new SimpleMatrix(1, 1)));
  }

  @Test
  void saysItsNumbers() {
    assertThat(xor().activations("ReLU", "identity").alt())
        .isEqualTo(
            "XOR. Layers of 2, 2, 1 neurons; hidden (ReLU): weights (1, −1) (−1, 1) and biases"
                + " (0, 0); output (identity): weights (1) (1) and biases (0).");
    assertThat(xor().png().length).isLessThan(40_000);
  }

  @Test
  void doesNotChangeWithTheMatricesItWasGiven() {
    SimpleMatrix w = W1.copy();
    NetworkDiagram diagram = NetworkDiagram.of("n", List.of(w), List.of(new SimpleMatrix(1, 2)));
    byte[] before = diagram.png();
    w.set(0, 0, -5);
    assertThat(diagram.png()).isEqualTo(before);
  }

  @Test
  void signsHaveTheirColours() {
    assertThat(pixels(3, Theme.BLUE.getRGB())).isGreaterThan(pixels(-3, Theme.BLUE.getRGB()));
    assertThat(pixels(-3, Theme.RED.getRGB())).isGreaterThan(pixels(3, Theme.RED.getRGB()));
  }

  private static long pixels(double weight, int rgb) {
    SimpleMatrix w = new SimpleMatrix(new double[][] {{weight}});
    BufferedImage image =
        NetworkDiagram.of("", List.of(w), List.of(new SimpleMatrix(1, 1))).image(1);
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    return IntStream.of(pixels).filter(c -> c == rgb).count();
  }

  @Test
  void labelsNeverCoverEachOther() {
    Random random = new Random(4);
    for (int trial = 0; trial < 50; trial++) {
      List<Line2D> lines = new ArrayList<>();
      double[] widths = new double[16];
      for (int e = 0; e < 16; e++) {
        lines.add(new Line2D.Double(0, 84 * (e / 4), 220, 84 * (e % 4)));
        widths[e] = 14 + random.nextInt(45);
      }
      List<Rectangle2D> boxes = new EdgeLabels(lines, List.of()).place(widths, 16);
      for (int a = 0; a < 16; a++) {
        assertThat(lines.get(a).intersects(boxes.get(a))).isTrue();
        for (int b = 0; b < a; b++) {
          assertThat(boxes.get(a).intersects(boxes.get(b))).as("%d and %d", a, b).isFalse();
        }
      }
    }
  }

  @Test
  void wideLayersAreAbridged() {
    NetworkDiagram wide =
        NetworkDiagram.of(
            "wide",
            List.of(new SimpleMatrix(2, 500), new SimpleMatrix(500, 1)),
            List.of(new SimpleMatrix(1, 500), new SimpleMatrix(1, 1)));
    assertThat(wide.height()).isLessThan(700);
    assertThat(wide.png().length).isBetween(3_000, 80_000);
    assertThat(wide.alt()).contains("Layers of 2, 500, 1 neurons");
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(
            () -> NetworkDiagram.of("n", List.of(W1, W1.cols(0, 1).transpose()), zeros(2, 2)))
        .hasMessage("weights[1] must be 2 rows high, as many as layer 0 has outputs, was 1×2");
    assertThatThrownBy(() -> NetworkDiagram.of("n", List.of(W1), List.of(new SimpleMatrix(2, 1))))
        .hasMessage("biases[0] must be 1×2, was 2×1");
    assertThatThrownBy(() -> NetworkDiagram.of("n", List.of(W1, W2), zeros(2)))
        .hasMessage("biases must be 2 long, was 1");
    assertThatThrownBy(() -> xor().activations("ReLU"))
        .hasMessage("activations must be 2 long, was 1");
    assertThatThrownBy(() -> xor().names(List.of("a"), List.of("y")))
        .hasMessage("inputs must be 2 long, was 1");
  }

  private static List<SimpleMatrix> zeros(int... sizes) {
    List<SimpleMatrix> rows = new ArrayList<>();
    for (int size : sizes) {
      rows.add(new SimpleMatrix(1, size));
    }
    return rows;
  }
}
