package nndl.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final double[] XS = {0, 1, 2, 3, 4};

  /** With a line already, for an empty plot says in words that it is empty. */
  private static Plot plot() {
    return Plot.of("t", "x", "y").xRange(0, 4).yRange(0, 10).line("", XS, level(9.5));
  }

  private static double[] level(double y) {
    return new double[] {y, y, y, y, y};
  }

  /** Pixels that a mark changed. */
  private static int changed(Plot with) {
    BufferedImage a = plot().image(1);
    BufferedImage b = with.image(1);
    int count = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        count += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void aBandCoversTheAreaBetweenItsCurves() {
    int one = changed(plot().band("", XS, level(2), level(3)));
    int four = changed(plot().band("", XS, level(2), level(6)));
    assertThat((double) four / one).isCloseTo(4, within(0.4));
    assertThat(plot().band("spread", XS, level(2), level(6)).alt())
        .contains("spread")
        .contains("2 to 6 at the start");
  }

  @Test
  void aBandLeavesAGapWhereALogarithmicAxisHasNoPlace() {
    double[] lower = {1, 1, 0, 1, 1};
    Plot whole = Plot.of("t", "x", "y").logY().band("", XS, level(1), level(5)).yRange(0.5, 10);
    Plot gap = Plot.of("t", "x", "y").logY().band("", XS, lower, level(5)).yRange(0.5, 10);
    assertThat(gap.png()).isNotEqualTo(whole.png());
  }

  @Test
  void levelLinesAreDrawnAndNamed() {
    Window window = new Window(-2, 2, -2, 2);
    Plot circle = Plot.of("t", "x", "y").contours((x, y) -> x * x + y * y, window, 1);
    Plot circles = Plot.of("t", "x", "y").contours((x, y) -> x * x + y * y, window, 1, 2, 3);
    assertThat(circle.alt()).contains("1 level line");
    assertThat(circles.alt()).contains("3 level lines").contains("between 1 and 3");
    assertThat(circles.png().length).isGreaterThan(circle.png().length);
    assertThat(Plot.of("t", "x", "y").contours((x, y) -> x * x + y * y, window).alt())
        .contains("10 level lines");
  }

  @Test
  void aRuleGoesAcrossAtItsValue() {
    int across = changed(plot().horizontal("", 5));
    assertThat(across).isGreaterThan(200);
    assertThat(changed(plot().vertical("", 2))).isGreaterThan(100);
    assertThat(changed(plot().horizontal("half", 5))).isGreaterThan(across);
    assertThat(plot().vertical("here", 2).alt()).contains("vertical line here at 2");
    assertThat(changed(plot().horizontal("outside", 50))).isZero();
  }

  @Test
  void aTextStandsAtItsPoint() {
    assertThat(changed(plot().text(2, 5, "minimum"))).isGreaterThan(50);
    assertThat(plot().text(2, 5, "minimum").alt()).contains("the text \"minimum\" at (2, 5)");
  }

  @Test
  void pathsAndPointsShowTheirEnds() {
    double[] ys = {1, 4, 2, 8, 5};
    int line = changed(plot().line("", XS, ys));
    assertThat(changed(plot().path("", XS, ys))).isNotEqualTo(line);
    assertThat(changed(plot().linePoints("", XS, ys))).isGreaterThan(line);
    assertThat(changed(plot().points("", XS, ys))).isBetween(50, line);
    assertThat(plot().path("walk", XS, ys).alt()).contains("path walk from (0, 1) to (4, 5)");
  }

  @Test
  void aGridPutsFiguresSideBySide() {
    Plot small = plot().size(200, 150).alt("small.");
    Plot large = plot().size(300, 200).alt("large.");
    Figures grid = Figures.grid(2, small, large, small);
    assertThat(grid.width()).isEqualTo(600);
    assertThat(grid.height()).isEqualTo(400);
    assertThat(grid.alt()).isEqualTo("small. large. small.");
    BufferedImage image = grid.image(1);
    BufferedImage second = large.image(1);
    for (int y = 0; y < 200; y += 7) {
      assertThat(image.getRGB(300 + y, y)).isEqualTo(second.getRGB(y, y));
    }
    assertThatThrownBy(() -> Figures.grid(0, small))
        .hasMessage("columns must be at least 1, was 0");
    assertThatThrownBy(() -> Figures.grid(1))
        .hasMessage("number of figures must be at least 1, was 0");
  }
}
