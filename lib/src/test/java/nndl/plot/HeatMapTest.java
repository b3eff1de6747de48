package nndl.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nndl.plot.render.ColourBar;
import nndl.plot.render.Palette;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final int LOW = new Palette(0, 1, false).step(0).getRGB();
  private static final int HIGH = new Palette(0, 1, false).step(Palette.STEPS - 1).getRGB();

  /** A dark box on a light area must lie where its data coordinates say, to a cell's width. */
  @Test
  void dataLieAtTheirPixels() {
    HeatMap map =
        HeatMap.of(
                "box",
                "x",
                "y",
                (x, y) -> x > 0 && x < 3 && y > 10 && y < 12 ? 1 : 0,
                new Window(-2, 8, 5, 15))
            .range(0, 1);
    BufferedImage image = map.image(2);
    int row = image.getHeight() * 2 / 5;
    int[] area = extent(image.getWidth(), i -> isArea(image.getRGB(i, row)));
    int[] box = extent(area[1], i -> image.getRGB(i, row) == HIGH);
    double perUnit = (area[1] + 1 - area[0]) / 10.0;
    double cell = 10.0 / 320;
    assertThat((box[0] - area[0]) / perUnit - 2).isCloseTo(0, within(cell + 1 / perUnit));
    assertThat((box[1] + 1 - area[0]) / perUnit - 2).isCloseTo(3, within(cell + 1 / perUnit));

    int column = (box[0] + box[1]) / 2;
    int[] tall = extent(image.getHeight(), j -> isArea(image.getRGB(column, j)));
    int[] high = extent(image.getHeight(), j -> image.getRGB(column, j) == HIGH);
    double up = (tall[1] + 1 - tall[0]) / 10.0;
    assertThat(15 - (high[0] - tall[0]) / up).isCloseTo(12, within(cell + 1 / up));
    assertThat(15 - (high[1] + 1 - tall[0]) / up).isCloseTo(10, within(cell + 1 / up));
  }

  private static boolean isArea(int rgb) {
    return rgb == LOW || rgb == HIGH;
  }

  /** First and last index of the first run of pixels, gaps of single smoothed pixels closed. */
  private static int[] extent(int size, IntPredicate inside) {
    int first = IntStream.range(0, size).filter(inside).findFirst().orElseThrow();
    int last = first;
    for (int i = first; i < size && i - last < 4; i++) {
      last = inside.test(i) ? i : last;
    }
    return new int[] {first, last};
  }

  @Test
  void theMiddleIsWhiteAndTheSidesDiffer() {
    Palette palette = new Palette(-1, 2, true);
    assertThat(palette.of(0.5)).isEqualTo(Color.WHITE);
    assertThat(palette.of(-0.9).getBlue()).isGreaterThan(palette.of(-0.9).getRed());
    assertThat(palette.of(1.9).getRed()).isGreaterThan(palette.of(1.9).getBlue());
    assertThat(palette.of(99)).isEqualTo(palette.of(2));
    assertThat(palette.of(Double.NaN)).isEqualTo(Palette.NONE);
  }

  @Test
  void aSmoothMapWithPointsIsSmall() {
    HeatMap map =
        HeatMap.of("m", "x", "y", (x, y) -> Math.sin(3 * x) * y, Window.square(-2, 2))
            .around(0)
            .boundary(0, "zero")
            .points("a", new double[] {0, 1}, new double[] {0, 1}, "p", "q");
    assertThat(map.png().length).isBetween(5_000, 80_000);
    assertThat(map.alt())
        .contains("values between −1.99 and 1.99")
        .contains("zero at the value 0")
        .contains("2 points of a");
  }

  @Test
  void aFunctionWithoutValuesIsStillAPicture() {
    HeatMap map = HeatMap.of("m", "x", "y", (x, y) -> Double.NaN, Window.square(0, 1));
    assertThat(map.alt()).contains("no value that can be shown");
    assertThat(map.image(1).getRGB(200, 200)).isEqualTo(Palette.NONE.getRGB());
  }

  @Test
  void ticksOfTheBarAreRoundAndInside() {
    for (double scale : new double[] {1e-12, 0.37, 1, 4.2e8}) {
      ColourBar bar = new ColourBar(new Palette(-scale, 2 * scale, false));
      for (int most = 2; most < 12; most++) {
        assertThat(bar.ticks(most))
            .hasSizeBetween(1, Math.max(3, most))
            .allMatch(t -> t >= -scale * 1.001 && t <= 2.001 * scale);
      }
    }
  }

  @Test
  void argumentsAreChecked() {
    Window w = Window.square(0, 1);
    HeatMap map = HeatMap.of("m", "x", "y", (x, y) -> x, w);
    assertThatThrownBy(() -> map.points("a", new double[2], new double[3]))
        .hasMessage("ys must be 2 long, was 3");
    assertThatThrownBy(() -> map.points("a", new double[2], new double[2], "one"))
        .hasMessage("texts must be 2 long, was 1");
    assertThatThrownBy(() -> map.around(Double.NaN)).hasMessageContaining("middle must be finite");
    assertThatThrownBy(() -> new Window(0, 0, 0, 1)).hasMessageContaining("xMax");
    assertThatThrownBy(() -> map.range(2, 1)).hasMessageContaining("high must be above low = 2");
  }
}
