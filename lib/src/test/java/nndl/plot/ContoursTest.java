package nndl.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {
  @Test
  void aCircleIsOneClosedLineOnTheCircle() {
    Contours contours = Contours.of((x, y) -> x * x + y * y, Window.square(-2, 2), 100);
    List<double[][]> lines = contours.at(1.7);
    assertThat(lines).hasSize(1);
    double[][] line = lines.get(0);
    assertThat(line[0]).isEqualTo(line[line.length - 1]);
    for (double[] p : line) {
      // linear interpolation errs by at most h²/8 times the second derivative
      assertThat(Math.abs(p[0] * p[0] + p[1] * p[1] - 1.7)).isLessThan(0.04 * 0.04 / 4 + 1e-12);
    }
  }

  @Test
  void aSaddleGivesTwoLinesThatDoNotCross() {
    List<double[][]> lines = Contours.of((x, y) -> x * y, Window.square(-1, 1), 21).at(0.01);
    assertThat(lines).hasSize(2);
    assertThat(lines)
        .allSatisfy(line -> assertThat(List.of(line)).allMatch(p -> p[0] * line[0][0] > 0));
  }

  @Test
  void cellsWithoutValuesStayEmpty() {
    List<double[][]> lines =
        Contours.of((x, y) -> x < 0 ? Double.NaN : y, Window.square(-1, 1), 20).at(0.03);
    assertThat(lines).hasSize(1);
    assertThat(List.of(lines.get(0))).allMatch(p -> p[0] >= -1e-12);
  }

  @Test
  void levelsRiseAboveTheMinimum() {
    double[] levels = Contours.of((x, y) -> x * x + y * y, Window.square(-2, 2), 50).levels(6);
    assertThat(levels).hasSize(6).isSorted();
    assertThat(Arrays.stream(levels).boxed()).allMatch(v -> v > 0 && v < 8);
    assertThat(Contours.of((x, y) -> 3, Window.square(0, 1), 5).levels(4)).isEmpty();
    assertThatThrownBy(() -> Contours.of((x, y) -> x, Window.square(0, 1), 1))
        .hasMessage("cells must be in [2, 2000], was 1");
  }
}
