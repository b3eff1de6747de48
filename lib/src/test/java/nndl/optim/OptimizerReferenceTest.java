package nndl.optim;

import static nndl.optim.Clipping.byNorm;
import static nndl.optim.Clipping.byValue;
import static nndl.optim.WeightDecay.coupled;
import static nndl.optim.WeightDecay.decoupled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nndl.Agreement;
import nndl.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty steps on Beale's function against PyTorch. */
class OptimizerReferenceTest {
  private static final int STEPS = 50;
  // the same formulas; each step multiplies the rounding of the one before by up to 1 + ηL
  private static final Agreement FIFTY_STEPS = new Agreement(1e-12, 1e-12);
  private static final Reference REFERENCE = Reference.read("trajectories");

  private static final ScheduledOptimizer AMS_GRAD =
      new AmsGrad(Schedule.constant(0.05), 0.5, 0.9, 0.01);

  private static Map<String, Optimizer> rules() {
    Map<String, Optimizer> rules = new TreeMap<>();
    rules.put("descent 0.01", new GradientDescent(0.01));
    rules.put("descent 0.002", new GradientDescent(0.002));
    rules.put("momentum 0.002 0.9", new Momentum(0.002, 0.9));
    rules.put("momentum 0.01 0.5", new Momentum(0.01, 0.5));
    rules.put("adagrad 0.5 1e-10", new AdaGrad(0.5));
    rules.put("adagrad 0.1 0.1", new AdaGrad(Schedule.constant(0.1), 0.1));
    rules.put("rmsprop 0.01 0.9 1e-8", new RmsProp(0.01, 0.9));
    rules.put("rmsprop 0.05 0.5 0.01", new RmsProp(Schedule.constant(0.05), 0.5, 0.01));
    rules.put("adam 0.1 0.9 0.999 1e-8", new Adam(0.1));
    rules.put("adam 0.05 0.5 0.9 0.01", new Adam(Schedule.constant(0.05), 0.5, 0.9, 0.01));
    rules.put("amsgrad 0.1 0.9 0.999 1e-8", new AmsGrad(0.1));
    rules.put("amsgrad 0.05 0.5 0.9 0.01", AMS_GRAD);
    rules.put("coupled 0.3 descent 0.01", coupled(new GradientDescent(0.01), 0.3));
    rules.put("coupled 0.3 momentum 0.01 0.5", coupled(new Momentum(0.01, 0.5), 0.3));
    rules.put("coupled 0.3 adagrad 0.5", coupled(new AdaGrad(0.5), 0.3));
    rules.put("coupled 0.3 rmsprop 0.01 0.9", coupled(new RmsProp(0.01, 0.9), 0.3));
    rules.put("coupled 0.3 adam 0.1", coupled(new Adam(0.1), 0.3));
    rules.put("decoupled 0.3 adam 0.1", decoupled(new Adam(0.1), 0.3));
    rules.put("decoupled 0.3 amsgrad 0.05 0.5 0.9 0.01", decoupled(AMS_GRAD, 0.3));
    rules.put("value 0.7 descent 0.05", byValue(new GradientDescent(0.05), 0.7));
    rules.put("value 0.7 adam 0.1", byValue(new Adam(0.1), 0.7));
    rules.put("norm 0.7 descent 0.05", byNorm(new GradientDescent(0.05), 0.7));
    rules.put(
        "norm 0.7 coupled 0.3 momentum 0.01 0.5",
        byNorm(coupled(new Momentum(0.01, 0.5), 0.3), 0.7));
    rules.put(
        "blocks adam 0.1 momentum 0.002 0.9",
        Blockwise.of(
            new Blockwise.Block(1, new Adam(0.1)),
            new Blockwise.Block(1, new Momentum(0.002, 0.9))));
    return rules;
  }

  static Stream<String> names() {
    return rules().keySet().stream();
  }

  private static Trajectory run(Optimizer rule) {
    return new Minimizer(rule, STEPS).minimize(TestFunction.BEALE, new double[] {1, 1.25});
  }

  @ParameterizedTest
  @MethodSource("names")
  void passesThePointsOfPyTorch(String name) {
    Trajectory run = run(rules().get(name));
    double[] expected = REFERENCE.row(name + " points");
    for (int k = 0; k <= STEPS; k++) {
      FIFTY_STEPS.check("x after " + k, run.coordinate(0)[k], expected[2 * k]);
      FIFTY_STEPS.check("y after " + k, run.coordinate(1)[k], expected[2 * k + 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.002 0.9", "0.01 0.5", "0.01 0.5 0.3"})
  void nesterovOfPyTorchIsOursShifted(String options) {
    double[] numbers = Arrays.stream(options.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double rate = numbers[0];
    double factor = numbers[1];
    Optimizer nesterov = new Nesterov(rate, factor);
    Trajectory run = run(numbers.length == 2 ? nesterov : coupled(nesterov, numbers[2]));
    double[] shifted = REFERENCE.row("nesterov " + options + " points");
    double[] buffers = REFERENCE.row("nesterov " + options + " buffers");
    for (int k = 0; k <= STEPS; k++) {
      double[] x = run.point(k);
      for (int i = 0; i < 2; i++) {
        // PyTorch's buffer is −v/η, so its parameter x + μv is x − ημ · buffer
        double unshifted = shifted[2 * k + i] + rate * factor * buffers[2 * k + i];
        FIFTY_STEPS.check("x after " + k, x[i], unshifted);
        // and with our own velocity alone, v = xₖ − xₖ₋₁
        double velocity = k == 0 ? 0 : x[i] - run.point(k - 1)[i];
        FIFTY_STEPS.check("x + μv after " + k, x[i] + factor * velocity, shifted[2 * k + i]);
      }
    }
    assertThat(run.lastPoint()[0]).isNotEqualTo(shifted[2 * STEPS]);
  }

  @Test
  void normClippingOfPyTorchIsOursWithOneMillionthMore() {
    double[] clipped = {0, 0};
    byNorm(n -> (x, g) -> System.arraycopy(g, 0, x, 0, n), 0.7)
        .init(2)
        .step(clipped, new double[] {3, -4});
    Agreement.ROUNDING.check("clipped", clipped, new double[] {0.42, -0.56});
    double factor = 5 / (5 + 1e-6);
    double[] theirs = {clipped[0] * factor, clipped[1] * factor};
    Agreement.ROUNDING.check("theirs", theirs, REFERENCE.row("clip_grad_norm_ 0.7 of 3 -4"));
  }

  @Test
  void schedulesAgreeWithPyTorch() {
    Reference reference = Reference.read("schedules");
    Map<String, Schedule> schedules =
        Map.of(
            "step 0.5 0.3 7", Schedule.stepDecay(0.5, 0.3, 7),
            "exponential 0.5 0.9", Schedule.exponential(0.5, 0.9),
            "cosine 0.5 0.01 40", Schedule.cosine(0.5, 0.01, 40));
    schedules.forEach(
        (name, schedule) -> {
          double[] expected = reference.row(name);
          for (int step = 0; step < expected.length; step++) {
            Agreement.ROUNDING.check(name + " at " + step, schedule.at(step), expected[step]);
          }
        });
  }
}
