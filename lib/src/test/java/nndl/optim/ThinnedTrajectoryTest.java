package nndl.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThinnedTrajectoryTest {
  @Property
  void aThinnedRunIsTheWholeOneAtItsSteps(
      @ForAll @IntRange(min = 1, max = 4) int d,
      @ForAll @IntRange(min = 1, max = 700) int steps,
      @ForAll @IntRange(min = 1, max = 800) int every,
      @ForAll @DoubleRange(min = 0, max = 1) double level) {
    double[] curvatures = {1, 10, 3, 0.3};
    Quadratic f = new Quadratic(Arrays.copyOf(curvatures, d));
    double[] start = Arrays.copyOf(new double[] {1, 2, 3, 4}, d);
    Minimizer minimizer = new Minimizer(new Nesterov(0.02, 0.5), steps, level);
    Trajectory whole = minimizer.minimize(f, start);
    Trajectory thin = minimizer.keepingEvery(every).minimize(f, start);
    assertThat(thin).hasToString(whole.toString());
    int[] kept = thin.keptSteps();
    assertThat(kept).isEqualTo(multiplesAndLast(every, whole.steps()));
    for (int row = 0; row < kept.length; row++) {
      assertThat(thin.point(kept[row])).isEqualTo(whole.point(kept[row]));
      assertThat(thin.value(kept[row])).isEqualTo(whole.value(kept[row]));
      assertThat(thin.values()[row]).isEqualTo(whole.value(kept[row]));
      assertThat(thin.coordinate(d - 1)[row]).isEqualTo(whole.point(kept[row])[d - 1]);
    }
    assertThat(thin.stepsBelow(level)).isEqualTo(whole.stepsBelow(level));
    assertThat(thin.length()).isLessThanOrEqualTo(whole.length() * (1 + 1e-12));
  }

  private static int[] multiplesAndLast(int every, int last) {
    return IntStream.rangeClosed(0, last).filter(k -> k % every == 0 || k == last).toArray();
  }

  @Test
  void aThinnedRunSpeaksOfStepsNotOfKeptPoints() {
    // x ← x/2, f = x²/2 = 8, 2, ½, ⅛, 1/32, …
    Minimizer minimizer = new Minimizer(new GradientDescent(0.5), 10).keepingEvery(4);
    Trajectory run = minimizer.minimize(new Quadratic(1), new double[] {4});
    assertThat(run.steps()).isEqualTo(10);
    assertThat(run.keptSteps()).containsExactly(0, 4, 8, 10);
    assertThat(run.coordinate(0)).containsExactly(4, 1 / 4.0, 1 / 64.0, 1 / 256.0);
    assertThat(run.stepsBelow(1)).hasValue(4);
    assertThat(run.stepsBelowForGood(1e-4)).hasValue(10);
    assertThat(run.lastPoint()).containsExactly(1 / 256.0);
    assertThatThrownBy(() -> run.value(5)).hasMessage("k must be a multiple of 4 or 10, was 5");
    assertThatThrownBy(() -> run.point(11)).hasMessage("k must be in [0, 10], was 11");
  }

  @Test
  void aThinnedRunThatDivergesKeepsItsEnd() {
    Trajectory run =
        new Minimizer(new GradientDescent(10), 5000)
            .keepingEvery(Integer.MAX_VALUE)
            .minimize(new Quadratic(1), new double[] {1});
    assertThat(run.keptSteps()).containsExactly(0, 162);
    assertThat(run.diverged()).isTrue();
  }

  @Test
  void pointsAreKeptOneInAtLeastOne() {
    Minimizer minimizer = new Minimizer(new GradientDescent(0.1), 10);
    assertThat(minimizer.keepingEvery(1)).isEqualTo(minimizer);
    assertThatThrownBy(() -> minimizer.keepingEvery(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every must be at least 1, was 0");
    assertThatThrownBy(() -> minimizer.keepingEvery(-3))
        .hasMessage("every must be at least 1, was -3");
  }
}
