package nndl.plot.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  @Test
  void valuesOutsideLieOutside() {
    Axis linear = new Axis("", -1, 3, false);
    assertThat(linear.share(1)).isCloseTo(0.5, within(1e-5));
    assertThat(linear.share(7)).isCloseTo(2, within(1e-4));
    assertThat(linear.share(-5)).isCloseTo(-1, within(1e-4));
    Axis log = new Axis("", 1, 100, true);
    assertThat(log.share(10)).isCloseTo(0.5, within(1e-9));
    assertThat(log.share(1e4)).isCloseTo(2, within(0.02));
    assertThat(log.share(1e-2)).isCloseTo(-1, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.1, 2, 5, 12, 60, 300})
  void logTicksAreFewAndLabelled(double decades) {
    Axis axis = new Axis("", Math.pow(10, -decades / 2), Math.pow(10, decades / 2), true);
    LogTicks ticks = new LogTicks(axis, 8);
    assertThat(ticks.major()).hasSizeBetween(2, 9);
    assertThat(ticks.major()).allMatch(v -> !ticks.text(v).isEmpty());
    assertThat(ticks.minor()).allMatch(v -> ticks.text(v).isEmpty()).hasSizeLessThan(40);
  }

  @Test
  void tinyNumbersTakeOutAPowerOfTen() {
    Axis axis = new Axis("loss", 1e-9, 3e-9, false);
    assertThat(axis.title()).isEqualTo("loss (×10⁻⁹)");
    assertThat(axis.share(2e-9)).isCloseTo(0.5, within(1e-5));
    assertThat(new Axis("", 0, 1e-6, false).title()).isEqualTo("(×10⁻⁶)");
  }

  @Test
  void thinningKeepsPeaksAndEnds() {
    double[] x = IntStream.range(0, 20_000).mapToDouble(i -> i * 0.03).toArray();
    double[] y = new double[x.length];
    y[777] = 5;
    y[12_345] = -5;
    int[] kept = Thinning.columns(x, y, 1);
    assertThat(kept).contains(0, 777, 12_345, 19_999).isSorted().hasSizeLessThan(2_500);
  }

  @Test
  void labelsAreMovedApartAndStayInside() {
    assertThat(Labels.apart(new double[] {50, 50}, 0, 100)).containsExactly(42, 58);
    double[] placed = Labels.apart(new double[] {10, 11, 12, 95, 99}, 0, 100);
    for (int i = 1; i < placed.length; i++) {
      assertThat(placed[i] - placed[i - 1]).isGreaterThanOrEqualTo(16 - 1e-6);
    }
    assertThat(placed[0]).isGreaterThanOrEqualTo(-1e-6);
    assertThat(placed[4]).isLessThanOrEqualTo(100 + 1e-6);
  }
}
