package nndl.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import nndl.gradient.GradientCheck;
import nndl.random.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MinimizerTest {
  @Property
  void descentDivergesJustAboveTwoOverL(@ForAll @DoubleRange(min = 0.1, max = 50) double L) {
    Quadratic f = new Quadratic(L / 10, L);
    double limit = 2 / f.largestCurvature();
    double[] start = {1, 1};
    Trajectory below = new Minimizer(new GradientDescent(0.99 * limit), 2000).minimize(f, start);
    Trajectory above = new Minimizer(new GradientDescent(1.01 * limit), 2000).minimize(f, start);
    assertThat(below.lastValue()).isLessThan(1e-15 * f.value(start));
    assertThat(above.lastValue()).isGreaterThan(1e15 * f.value(start));
    assertThat(f.smallestCurvature()).isEqualTo(L / 10);
  }

  @Test
  void aDivergingRunEndsWhereItsValueIsNoLongerFinite() {
    Trajectory run =
        new Minimizer(new GradientDescent(10), 5000).minimize(new Quadratic(1), new double[] {1});
    assertThat(run.diverged()).isTrue();
    // xₖ = (−9)ᵏ and f = 9²ᵏ/2 passes 1.8e308 at k = 162
    assertThat(run.steps()).isEqualTo(162);
    assertThat(run.lastValue()).isInfinite();
    assertThat(run).hasToString("162 steps from f = 0.5 to Infinity, diverged");
  }

  @Test
  void keepsThePathAndTheStart() {
    double[] start = {4, 0};
    // x ← x/2
    Trajectory run =
        new Minimizer(new GradientDescent(0.5), 3).minimize(new Quadratic(1, 1), start);
    assertThat(run.coordinate(0)).containsExactly(4, 2, 1, 0.5);
    assertThat(run.values()).containsExactly(8, 2, 0.5, 0.125);
    assertThat(run.value(1)).isEqualTo(2);
    assertThat(run.length()).isEqualTo(3.5);
    assertThat(run.stepsBelow(1)).hasValue(2);
    assertThat(run.stepsBelow(0)).isEmpty();
    assertThat(run.lastPoint()).containsExactly(0.5, 0);
    assertThat(start).containsExactly(4, 0);
  }

  @Test
  void stopsAtItsLevelAlsoAfterManySteps() {
    Quadratic f = new Quadratic(1);
    Trajectory run =
        new Minimizer(new GradientDescent(0.01), Integer.MAX_VALUE, 1e-10)
            .minimize(f, new double[] {1});
    assertThat(run.lastValue()).isLessThan(1e-10);
    assertThat(run.value(run.steps() - 1)).isGreaterThanOrEqualTo(1e-10);
    // 0.99²ᵏ/2 < 1e-10 from k = ln(5e9) / (2 ln(1/0.99)) = 1111.02 on
    assertThat(run.steps()).isEqualTo(1112);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    Minimizer minimizer = new Minimizer(new GradientDescent(0.1), 10);
    assertThatThrownBy(() -> minimizer.minimize(new Quadratic(1), new double[] {1}))
        .isInstanceOf(CancellationException.class)
        .hasMessage("minimisation stopped after 0 of 10");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void lambdasAreObjectivesAndRules() {
    Objective f = x -> x[0] * x[0] / 20 + x[1] * x[1];
    Optimizer own =
        n ->
            (x, g) -> {
              for (int i = 0; i < n; i++) x[i] -= 0.5 * g[i];
            };
    double[] start = {-7, 2};
    Trajectory run = new Minimizer(own, 200).minimize(f, start);
    Trajectory same =
        new Minimizer(new GradientDescent(0.5), 200).minimize(TestFunction.QUADRATIC, start);
    assertThat(run.lastValue()).isLessThan(1e-6);
    assertThat(run.point(10)).containsExactly(same.point(10), within(1e-9));
    // differences of f are h² f‴/6 off, here 0; a coarse step has less rounding
    double[] gradient = f.withNumericalGradient(0.1).gradient(start);
    assertThat(gradient).containsExactly(new double[] {-0.7, 4}, within(1e-13));
  }

  @Test
  void aSliceHoldsTheOtherCoordinates() {
    Objective f = new Quadratic(1, 10, 100);
    double[] held = {3, 2, 1};
    Objective g = f.slice(held, 2, 0);
    held[1] = 7; // a copy was kept
    assertThat(g.value(new double[] {4, 5})).isEqualTo(f.value(new double[] {5, 2, 4}));
    // free coordinate 2 comes first
    assertThat(g.gradient(new double[] {4, 5})).containsExactly(400, 5);
    assertThatThrownBy(() -> g.value(new double[3])).hasMessage("y must be 2 long, was 3");
  }

  @Test
  void aSliceRefusesCoordinatesThatAreNotThere() {
    Objective f = new Quadratic(1, 10);
    double[] x = {0, 0};
    assertThatThrownBy(() -> f.slice(x, 2)).hasMessage("free[0] must be in [0, 1], was 2");
    assertThatThrownBy(() -> f.slice(x, 1, 1))
        .hasMessage("free[1] must be none of those before, was 1");
    assertThatThrownBy(() -> f.slice(x))
        .hasMessage("number of free coordinates must be at least 1, was 0");
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfTestFunctionsAgreeWithDifferences(TestFunction f) {
    for (int seed = 0; seed < 20; seed++) {
      double[] x = Seeds.generator(seed).doubles(2, -f.halfWidth(), f.halfWidth()).toArray();
      GradientCheck check = GradientCheck.of(f::value, f::gradient, x);
      assertThat(check.agrees(1e-5)).as(f + ": " + check).isTrue();
      assertThat(f.value(x)).isGreaterThanOrEqualTo(f.minimum());
    }
    assertThat(TestFunction.named(f.toString().toUpperCase(Locale.ROOT))).isSameAs(f);
  }

  @ParameterizedTest
  @CsvSource({
    "QUADRATIC, 0, 0",
    "ROSENBROCK, 1, 1",
    "BEALE, 3, 0.5",
    "HIMMELBLAU, 3, 2",
    "SADDLE, 0, 1",
    "SADDLE, 0, -1"
  })
  void minimaOfTestFunctions(TestFunction f, double x, double y) {
    assertThat(f.value(new double[] {x, y})).isEqualTo(f.minimum());
    assertThat(f.gradient(new double[] {x, y})).containsExactly(new double[2], within(0.0));
  }

  @Test
  void quadraticIsTheTestFunctionOfItsCurvatures() {
    double[] x = {3, -4};
    Quadratic f = new Quadratic(0.1, 2);
    assertThat(f.value(x)).isCloseTo(TestFunction.QUADRATIC.value(x), within(1e-14));
    assertThat(f.gradient(x)).containsExactly(TestFunction.QUADRATIC.gradient(x), within(1e-14));
    f.curvatures()[0] = 9;
    assertThat(f.curvatures()).containsExactly(0.1, 2);
  }

  @Test
  void rateSweepFindsTheBestRate() {
    // on x² + ½y² with curvatures 2 and 1 the best rate is 2/(L + μ) = 2/3
    double[] rates = {0.1, 0.5, 2.0 / 3, 0.95, 1.1};
    List<double[]> starts = List.of(new double[] {1, 1}, new double[] {2, -1}, new double[] {3, 3});
    RateSweep sweep =
        RateSweep.of(
            new Quadratic(2, 1),
            GradientDescent::new,
            rates,
            starts,
            500,
            1e-8,
            RateSweep.Reach.FIRST);
    assertThat(sweep.bestRate()).isEqualTo(2.0 / 3);
    assertThat(sweep.best()).isEqualTo(2);
    assertThat(sweep.bestSteps()).isEqualTo(sweep.steps()[2]).isBetween(8.0, 10.0);
    assertThat(sweep.steps()[4]).isInfinite();
  }

  @Test
  void arrivingIsNotStaying() {
    // RMSProp at a large constant rate passes the minimum and ends at hops of ±η/2
    List<double[]> starts = List.of(new double[] {80, -60});
    double[] rates = {15};
    RateSweep first = sweep(rates, starts, RateSweep.Reach.FIRST);
    RateSweep forGood = sweep(rates, starts, RateSweep.Reach.FOR_GOOD);
    assertThat(first.bestSteps()).isLessThan(20);
    assertThat(forGood.bestSteps()).isInfinite();

    Trajectory run = new Minimizer(new GradientDescent(0.9), 300).minimize(BOWL, starts.get(0));
    assertThat(run.stepsBelowForGood(1e-8)).isEqualTo(run.stepsBelow(1e-8)).isPresent();
    assertThat(run.stepsBelowForGood(1e-300)).isEmpty();
  }

  private static final Quadratic BOWL = new Quadratic(0.1, 2);

  private static RateSweep sweep(double[] rates, List<double[]> starts, RateSweep.Reach reach) {
    return RateSweep.of(BOWL, eta -> new RmsProp(eta, 0.9), rates, starts, 1000, 1e-8, reach);
  }
}
