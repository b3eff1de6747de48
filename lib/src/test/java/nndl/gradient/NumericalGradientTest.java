package nndl.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NumericalGradientTest {
  @Test
  void isExactToTheOrderOfItsStep() {
    // (e^{x+h} − e^{x−h}) / 2h = eˣ (1 + h²/6 + …)
    double slope = NumericalGradient.central(x -> Math.exp(x[0]), new double[] {0}, 1e-2)[0];
    assertThat(slope - 1).isCloseTo(1e-4 / 6, within(1e-8));
  }

  @Test
  void leavesThePointAndItsOrderAlone() {
    double[] x = {3, -1e6, 1e-3};
    double[] gradient = NumericalGradient.central(p -> p[0] * p[1] + p[2] * p[2], x);
    assertThat(x).containsExactly(3, -1e6, 1e-3);
    assertThat(gradient[0]).isCloseTo(-1e6, within(1e-3));
    assertThat(gradient[1]).isCloseTo(3, within(1e-6));
    assertThat(gradient[2]).isCloseTo(2e-3, within(1e-3)); // 1e-16 · 3e6 of rounding, over 6e-6
  }

  @Test
  void theBestStepIsBetterThanItsNeighbours() {
    double best = error(NumericalGradient.BEST_STEP);
    assertThat(best).isLessThan(error(1e-2)).isLessThan(error(1e-11));
  }

  private static double error(double h) {
    double worst = 0;
    for (double x = 0.1; x < 1.5; x += 0.1) {
      double slope = NumericalGradient.central(p -> Math.sin(p[0]), new double[] {x}, h)[0];
      worst = Math.max(worst, Math.abs(slope - Math.cos(x)));
    }
    return worst;
  }
}
