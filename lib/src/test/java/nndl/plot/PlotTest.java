package nndl.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nndl.plot.render.Theme;
import org.junit.jupiter.api.Test;

class PlotTest {
  private static Plot plot() {
    return Plot.of("Loss", "step", "mean squared error");
  }

  @Test
  void saysWhatItShows() {
    assertThat(plot().logY().line("ReLU", 4, 1, 0.25).horizontal("goal", 0.5).alt())
        .isEqualTo(
            "Loss. mean squared error (logarithmic) against step: ReLU from 4 at x = 0 to 0.25 at"
                + " x = 2, values between 0.25 and 4; horizontal line goal at 0.5.");
    assertThat(plot().alt()).endsWith("nothing to show.");
    assertThat(plot().alt("my words").alt()).isEqualTo("my words");
  }

  @Test
  void sixLongLinesStaySmallAndComeOutTheSame() throws IOException {
    Plot plot = plot().logX().logY();
    for (int k = 1; k <= 6; k++) {
      Random random = new Random(k);
      double rate = k;
      double[] x = IntStream.rangeClosed(1, 20_000).asDoubleStream().toArray();
      double[] y =
          IntStream.rangeClosed(1, 20_000)
              .mapToDouble(i -> Math.exp(-rate * i / 3e4 + 0.05 * random.nextGaussian()))
              .toArray();
      plot.line("line " + k, x, y);
    }
    byte[] png = plot.png();
    assertThat(png.length).isBetween(10_000, 80_000);
    assertThat(plot.png()).isEqualTo(png);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(800);
  }

  @Test
  void zerosOnALogarithmicAxisLeaveAGap() {
    double[] whole = {1, 0.1, 0.01, 1e-3, 1e-4, 1e-5};
    double[] gap = {1, 0.1, 0, -1, 1e-4, 1e-5};
    assertThat(blue(plot().logY().line("", gap))).isLessThan(blue(plot().logY().line("", whole)));
    assertThat(plot().logY().line("none", 0, -1).png()).isNotEmpty();
    assertThat(plot().logY().line("none", 0, -1).alt()).contains("no value that can be shown");
    assertThat(plot().line("odd", Double.NaN, 1, Double.POSITIVE_INFINITY).png()).isNotEmpty();
  }

  private static long blue(Figure figure) {
    BufferedImage image = figure.image(1);
    int w = image.getWidth();
    return IntStream.of(image.getRGB(0, 0, w, image.getHeight(), null, 0, w))
        .filter(c -> c == Theme.BLUE.getRGB())
        .count();
  }

  @Test
  void aLongTitleIsWrappedInside() {
    BufferedImage image =
        Plot.of("a title of many words ".repeat(9), "x", "y").line("l", 1, 2).image(2);
    int ink = 0;
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        boolean dark = (image.getRGB(x, y) & 255) < 100;
        ink += dark ? 1 : 0;
        assertThat(dark && (x < 10 || x > image.getWidth() - 6)).isFalse();
      }
    }
    assertThat(ink).isGreaterThan(5_000);
  }

  @Test
  void intervalsGoWithTheirPoints() {
    double[] xs = {1, 2};
    double[] lower = {0.2, 0};
    double[] upper = {0.4, 0.9};
    Plot plot = plot().intervals("He", xs, lower, upper).points("He", xs, new double[] {0.3, 0.6});
    assertThat(plot.alt()).contains("intervals of He: 0.2 to 0.4 at 1, 0 to 0.9 at 2");
    assertThat(blue(plot)).isGreaterThan(blue(plot().points("He", xs, new double[] {0.3, 0.6})));
    assertThat(plot.logY().png()).isNotEmpty();
    // the upright line, not only its caps
    Plot tall =
        plot().yRange(0, 1).intervals("", new double[] {1}, new double[1], new double[] {1});
    Plot flat = plot().yRange(0, 1).intervals("", new double[] {1}, new double[1], new double[1]);
    assertThat(blue(tall)).isGreaterThan(blue(flat) + 100);
  }

  @Test
  void argumentsAreChecked() {
    double[] two = new double[2];
    assertThatThrownBy(() -> plot().line("a", two, new double[3]))
        .hasMessage("ys must be 2 long, was 3");
    assertThatThrownBy(() -> plot().intervals("a", two, two, new double[1]))
        .hasMessage("upper must be 2 long, was 1");
    assertThatThrownBy(() -> plot().xRange(1, Double.NaN)).hasMessageContaining("x high");
    assertThatThrownBy(() -> plot().yRange(2, 1)).hasMessageContaining("above low = 2");
    assertThatThrownBy(() -> plot().size(10, 10)).hasMessageContaining("width must be in");
    assertThatThrownBy(() -> plot().logX().xRange(0, 1).line("a", 1).png())
        .hasMessageContaining("x low of a logarithmic axis must be positive");
  }
}
