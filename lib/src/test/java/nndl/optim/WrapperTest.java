package nndl.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import nndl.Agreement;
import nndl.optim.Blockwise.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is put around a rule, by its properties. */
class WrapperTest {
  private static final Optimizer SHOWS = n -> (x, g) -> System.arraycopy(g, 0, x, 0, n);
  private static final double[] START = {1, 1.25};

  static Stream<ScheduledOptimizer> rules() {
    return Stream.of(
        new GradientDescent(0.01),
        new Momentum(0.01, 0.5),
        new Nesterov(0.01, 0.5),
        new AdaGrad(0.5),
        new RmsProp(0.01, 0.9),
        new Adam(0.1),
        new AmsGrad(0.1));
  }

  private static double[] clipped(Optimizer clipping, double... gradient) {
    double[] seen = new double[gradient.length];
    double[] before = gradient.clone();
    clipping.init(seen.length).step(seen, gradient);
    assertThat(gradient).isEqualTo(before);
    return seen;
  }

  private static Trajectory run(Optimizer rule) {
    return new Minimizer(rule, 40).minimize(TestFunction.BEALE, START);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatDoesNothingChangesNoBit(ScheduledOptimizer rule) {
    double[] plain = run(rule).lastPoint();
    assertThat(run(WeightDecay.coupled(rule, 0)).lastPoint()).isEqualTo(plain);
    assertThat(run(WeightDecay.decoupled(rule, 0)).lastPoint()).isEqualTo(plain);
    assertThat(run(Clipping.byValue(rule, 1e9)).lastPoint()).isEqualTo(plain);
    assertThat(run(Clipping.byNorm(rule, 1e9)).lastPoint()).isEqualTo(plain);
    assertThat(run(Blockwise.of(new Block(1, rule), new Block(1, rule))).lastPoint())
        .isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void onlyNesterovLooksAhead(Optimizer rule) {
    for (Optimizer r : List.of(rule, Clipping.byNorm(rule, 1), WeightDecay.coupled(rule, 0.1))) {
      Optimizer.State state = r.init(2);
      double[] x = START.clone();
      state.step(x, new double[] {3, -4});
      double[] before = x.clone();
      state.lookAhead(x);
      assertThat(!Arrays.equals(x, before)).isEqualTo(rule instanceof Nesterov);
    }
  }

  @Test
  void anotherRuleIsAskedToLookAhead() {
    Optimizer.State shows =
        new Optimizer.State() {
          @Override
          public void lookAhead(double[] x) {
            x[0] = 7;
          }

          @Override
          public void step(double[] x, double[] gradient) {}
        };
    Trajectory run = new Minimizer(n -> shows, 1).minimize(TestFunction.BEALE, START);
    assertThat(run.lastPoint()[0]).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void coupledDecayIsAPenalty(Optimizer rule) {
    Objective penalised =
        new Objective() {
          @Override
          public double value(double[] x) {
            return TestFunction.BEALE.value(x) + 0.15 * (x[0] * x[0] + x[1] * x[1]);
          }

          @Override
          public void gradient(double[] x, double[] into) {
            TestFunction.BEALE.gradient(x, into);
            into[0] += 0.3 * x[0];
            into[1] += 0.3 * x[1];
          }
        };
    double[] expected = new Minimizer(rule, 40).minimize(penalised, START).lastPoint();
    assertThat(run(WeightDecay.coupled(rule, 0.3)).lastPoint()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void decoupledDecayShrinksByItsScheduleWhereTheLossIsFlat(ScheduledOptimizer rule) {
    Trajectory run =
        new Minimizer(Clipping.byNorm(WeightDecay.decoupled(rule, 0.5), 1), 3)
            .minimize(x -> 0, new double[] {-2, 8});
    double kept = Math.pow(1 - rule.learningRate().at(0) * 0.5, 3);
    Agreement.ROUNDING.check("x", run.lastPoint(), new double[] {-2 * kept, 8 * kept});
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatIsBesideTheGradientIsNotClipped(ScheduledOptimizer rule) {
    Optimizer inside = Clipping.byNorm(WeightDecay.decoupled(rule, 0.5), 0.1);
    Optimizer outside =
        n -> {
          Optimizer.State clipped = Clipping.byNorm(rule, 0.1).init(n);
          long[] t = {0};
          return new DecoratedState(
              clipped,
              (x, gradient) -> {
                double kept = 1 - rule.learningRate().at(t[0]++) * 0.5;
                for (int i = 0; i < n; i++) {
                  x[i] *= kept;
                }
                clipped.step(x, gradient);
              });
        };
    assertThat(run(inside).lastPoint()).isEqualTo(run(outside).lastPoint());
  }

  @Test
  void decoupledDecayFollowsTheSchedule() {
    Optimizer rule =
        WeightDecay.decoupled(new GradientDescent(Schedule.exponential(0.5, 0.5)), 0.4);
    Trajectory run = new Minimizer(rule, 2).minimize(x -> 0, new double[] {1});
    Agreement.ROUNDING.check("x", run.coordinate(0), new double[] {1, 0.8, 0.72});
  }

  @Property
  void normClippingKeepsTheDirection(
      @ForAll @Size(5) List<@DoubleRange(min = -1e3, max = 1e3) Double> gradient,
      @ForAll @DoubleRange(min = 0.01, max = 100) double limit) {
    double[] g = gradient.stream().mapToDouble(Double::doubleValue).toArray();
    double[] seen = clipped(Clipping.byNorm(SHOWS, limit), g);
    double norm = norm(g);
    assertThat(norm(seen)).isLessThanOrEqualTo(Math.min(norm, limit) * (1 + 1e-14));
    double factor = norm > limit ? limit / norm : 1;
    for (int i = 0; i < g.length; i++) {
      new Agreement(1e-13, 0).check("g", seen[i], g[i] * factor);
    }
    double[] byValue = clipped(Clipping.byValue(SHOWS, limit), g);
    for (int i = 0; i < g.length; i++) {
      assertThat(byValue[i]).isEqualTo(Math.abs(g[i]) <= limit ? g[i] : Math.copySign(limit, g[i]));
    }
  }

  private static double norm(double[] v) {
    double sum = 0;
    for (double a : v) {
      sum += a * a;
    }
    return Math.sqrt(sum);
  }

  @Test
  void hugeGradientsAreClippedAndBrokenOnesAreSeen() {
    Agreement.ROUNDING.check(
        "huge", clipped(Clipping.byNorm(SHOWS, 1), 3e200, -4e200), new double[] {0.6, -0.8});
    Agreement.ROUNDING.check(
        "tiny", clipped(Clipping.byNorm(SHOWS, 1e-310), 3e-300, 4e-300)[0], 0.6e-310);
    assertThat(clipped(Clipping.byNorm(SHOWS, 1), 0, 0)).containsExactly(0, 0);
    assertThat(clipped(Clipping.byNorm(SHOWS, 1), 1, Double.NaN)).containsExactly(1, Double.NaN);
    assertThat(clipped(Clipping.byNorm(SHOWS, 1), 1 / 0.0, 5)).containsExactly(1 / 0.0, 5);
    assertThat(clipped(Clipping.byValue(SHOWS, 1), -1 / 0.0, Double.NaN))
        .containsExactly(-1, Double.NaN);
  }

  @Test
  void blocksHaveLimitsOfTheirOwn() {
    Optimizer clip = Clipping.byNorm(SHOWS, 1);
    double[] one = clipped(clip, 3, 4, 12);
    Agreement.ROUNDING.check("whole", one, new double[] {3 / 13.0, 4 / 13.0, 12 / 13.0});
    double[] two = clipped(Blockwise.of(new Block(2, clip), new Block(1, clip)), 3, 4, 12);
    Agreement.ROUNDING.check("blocks", two, new double[] {0.6, 0.8, 1});
  }

  @Test
  void secondMomentOfAmsGradNeverFalls() {
    // after one gradient of 100, gradients of 1 move Adam by its rate again, AMSGrad ever less
    double[] x = {0};
    double[] y = {0};
    Optimizer.State adam = new Adam(t -> 1, 0, 0.5, 1e-8).init(1);
    Optimizer.State amsGrad = new AmsGrad(t -> 1, 0, 0.5, 1e-8).init(1);
    for (int t = 0; t < 60; t++) {
      double g = t == 0 ? 100 : 1;
      x[0] = 0;
      y[0] = 0;
      adam.step(x, new double[] {g});
      amsGrad.step(y, new double[] {g});
    }
    new Agreement(1e-7, 0).check("Adam", x[0], -1);
    // u = (1 − β₂) 100² = 5000
    new Agreement(1e-9, 0).check("AMSGrad", y[0], -1 / Math.sqrt(5000));
  }
}
