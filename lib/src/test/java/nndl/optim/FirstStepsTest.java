package nndl.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import nndl.Agreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three steps of each rule, worked out by hand. */
class FirstStepsTest {
  // f = x², f′ = 2x, start 1 throughout; the numbers are exact fractions or roots of such
  private static final Agreement HAND = new Agreement(1e-14, 0);
  // the second point of Adam below, from which its third follows
  private static final double X2 = 0.8 - 0.2 * (1.3 / 0.75) / Math.sqrt(2.28 / 0.75);
  private static final double TINY = 1e-300; // an ε that no digit sees

  static Stream<Arguments> steps() {
    return Stream.of(
        // x ← x − 0.25 · 2x = x/2
        Arguments.of(new GradientDescent(0.25), new double[] {0.5, 0.25, 0.125}),
        // a rate of 0.25, 0.125, 0.0625: x ← x/2, then x ← ¾x, then x ← ⅞x
        Arguments.of(
            new GradientDescent(Schedule.exponential(0.25, 0.5)),
            new double[] {0.5, 0.375, 0.328125}),
        // v = −½, x = ½; v = −¼ − ¼ = −½, x = 0; v = −¼ − 0, x = −¼
        Arguments.of(new Momentum(0.25, 0.5), new double[] {0.5, 0, -0.25}),
        // v = −½, x = ½; look ahead to ¼: v = −¼ − ⅛ = −⅜, x = ⅛;
        // look ahead to −1/16: v = −3/16 + 1/32 = −5/32, x = −1/32
        Arguments.of(new Nesterov(0.25, 0.5), new double[] {0.5, 0.125, -0.03125}),
        // g = 2, s = 4, x = 1 − ½ · 2/2 = ½; g = 1, s = 5, x = ½ − ½/√5;
        // g = 1 − 1/√5, s = 5 + g²
        Arguments.of(
            new AdaGrad(Schedule.constant(0.5), TINY),
            new double[] {0.5, 0.5 - 0.5 / Math.sqrt(5), adaGradThird()}),
        // ε = 2 stands outside the root: x = 1 − ½ · 2/(2 + 2) = ¾
        Arguments.of(new AdaGrad(Schedule.constant(0.5), 2), new double[] {0.75}),
        // ρ = ¾: s = ¼ · 4 = 1, x = 1 − ¼ · 2/1 = ½; s = ¾ + ¼ = 1, x = ½ − ¼ = ¼;
        // g = ½: s = ¾ + 1/16 = 13/16, x = ¼ − ⅛ / √(13/16)
        Arguments.of(
            new RmsProp(Schedule.constant(0.25), 0.75, TINY),
            new double[] {0.5, 0.25, 0.25 - 0.125 / Math.sqrt(13.0 / 16)}),
        // ε = 1 outside the root: x = 1 − ¼ · 2/(1 + 1) = ¾
        Arguments.of(new RmsProp(Schedule.constant(0.25), 0.75, 1), new double[] {0.75}),
        // β₁ = β₂ = ½, η = 0.2. g = 2: m̂ = 2, v̂ = 4, x = 0.8.
        // g = 1.6: m = ½ + 0.8 = 1.3, m̂ = 1.3/¾; v = 1 + 1.28 = 2.28, v̂ = 2.28/¾, x = X2.
        // g = 2 X2: m = 0.65 + X2, m̂ = m/⅞; v = 1.14 + 2 X2², v̂ = v/⅞
        Arguments.of(
            new Adam(Schedule.constant(0.2), 0.5, 0.5, TINY),
            new double[] {
              0.8, X2, X2 - 0.2 * ((0.65 + X2) / 0.875) / Math.sqrt((1.14 + 2 * X2 * X2) / 0.875)
            }),
        // ε = 2 outside the root: x = 1 − 0.2 · 2/(2 + 2) = 0.9
        Arguments.of(new Adam(Schedule.constant(0.2), 0.5, 0.5, 2), new double[] {0.9}),
        // each moment with its own β: β₁ = 0, β₂ = ½ leaves m̂ = g. g = 2: v̂ = 4, x = 0.8.
        // g = 1.6: v = 1 + 1.28 = 2.28, v̂ = 3.04
        Arguments.of(
            new Adam(Schedule.constant(0.2), 0, 0.5, TINY),
            new double[] {0.8, 0.8 - 0.2 * 1.6 / Math.sqrt(3.04)}));
  }

  private static double adaGradThird() {
    double x = 0.5 - 0.5 / Math.sqrt(5);
    double g = 2 * x;
    return x - 0.5 * g / Math.sqrt(5 + g * g);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void areThoseWorkedOutByHand(Optimizer rule, double[] expected) {
    Trajectory run =
        new Minimizer(rule, expected.length).minimize(new Quadratic(2), new double[] {1});
    for (int k = 0; k < expected.length; k++) {
      HAND.check("after " + (k + 1), run.point(k + 1)[0], expected[k]);
    }
  }

  @Property
  void theFirstStepOfAdamIsItsRate(
      @ForAll @DoubleRange(min = 1e-3, max = 1e6) @Scale(6) double g,
      @ForAll @DoubleRange(min = 1e-6, max = 1) @Scale(9) double rate) {
    double[] x = {0, 0};
    new Adam(rate).init(2).step(x, new double[] {g, -g});
    // ε/g = 1e-5 at most
    new Agreement(1.1e-5, 0).check("step", x, new double[] {-rate, rate});
  }

  @Test
  void oneRuleServesManyArrays() {
    Optimizer rule = new Adam(0.1);
    Optimizer.State first = rule.init(1);
    double[] x = {1};
    first.step(x, new double[] {1});
    first.step(x, new double[] {100});
    double[] y = {1};
    rule.init(1).step(y, new double[] {1});
    double[] fresh = {1};
    new Adam(0.1).init(1).step(fresh, new double[] {1});
    assertThat(y).isEqualTo(fresh);
  }
}
