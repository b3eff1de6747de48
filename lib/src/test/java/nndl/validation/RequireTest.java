package nndl.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import nndl.Samples;
import nndl.check.Checks;
import nndl.gradient.GradientCheck;
import nndl.gradient.NumericalGradient;
import nndl.gradient.WrongDerivativeTest;
import nndl.linalg.Linalg;
import nndl.linalg.Ranges;
import nndl.loss.BinaryCrossEntropy;
import nndl.loss.Reduction;
import nndl.loss.SoftmaxCrossEntropy;
import nndl.loss.SquaredError;
import nndl.nn.Dense;
import nndl.nn.Elu;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.LeakyRelu;
import nndl.nn.Parameters;
import nndl.nn.Relu;
import nndl.nn.Sequential;
import nndl.nn.Swish;
import nndl.nn.Tanh;
import nndl.optim.AdaGrad;
import nndl.optim.Adam;
import nndl.optim.GradientDescent;
import nndl.optim.Minimizer;
import nndl.optim.Momentum;
import nndl.optim.Nesterov;
import nndl.optim.Quadratic;
import nndl.optim.RateSweep;
import nndl.optim.RmsProp;
import nndl.optim.Schedule;
import nndl.optim.TestFunction;
import nndl.random.Seeds;
import nndl.text.Numbers;
import nndl.train.Batches;
import nndl.train.ModelLoss;
import nndl.train.Trainer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad arguments across the library: the message names argument, value and what is allowed. */
class RequireTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Sequential MODEL = Samples.network(new Tanh(), 1, 3, 4, 2);
  private static final Dense DENSE = (Dense) MODEL.layers().get(0);
  private static final SimpleMatrix X = Samples.normal(5, 3, 2);
  private static final SimpleMatrix Y = Samples.normal(5, 2, 3);
  private static final SimpleMatrix FLOATS = new SimpleMatrix(1, 2, true, 1, 0);
  private static final SquaredError LOSS = new SquaredError();
  private static final GradientDescent RULE = new GradientDescent(0.1);

  private static SimpleMatrix row(double... elements) {
    return new SimpleMatrix(1, elements.length, true, elements);
  }

  private static Arguments bad(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        bad("learningRate must be positive and finite, was -0.1", () -> new Adam(-0.1)),
        bad("learningRate must be positive and finite, was 0", () -> new GradientDescent(0)),
        bad("learningRate must be positive and finite, was NaN", () -> new AdaGrad(NAN)),
        bad("learningRate must be positive and finite, was Infinity", () -> new Nesterov(INF, 0.9)),
        bad("learningRate must not be null", () -> new GradientDescent(null)),
        bad("factor must be in [0, 1), was 1", () -> new Momentum(0.1, 1)),
        bad("factor must be in [0, 1), was -0.5", () -> new Nesterov(0.1, -0.5)),
        bad("decay must be in [0, 1), was NaN", () -> new RmsProp(0.1, NAN)),
        bad("beta1 must be in [0, 1), was 1", () -> new Adam(t -> 1, 1, 0.9, 1)),
        bad("beta2 must be in [0, 1), was 1.5", () -> new Adam(t -> 1, 0.9, 1.5, 1)),
        bad("epsilon must be positive and finite, was 0", () -> new Adam(t -> 1, 0.9, 0.9, 0)),
        bad("factor must be in (0, 1], was 0.0", () -> Schedule.exponential(1, 0)),
        bad("factor must be in (0, 1], was 1.5", () -> Schedule.stepDecay(1, 1.5, 2)),
        bad("every must be at least 1, was 0", () -> Schedule.stepDecay(1, 0.5, 0)),
        bad("last must be positive and finite, was 0", () -> Schedule.cosine(1, 0, 5)),
        bad("steps must be at least 1, was -3", () -> Schedule.warmUp(-3, t -> 1)),
        bad("steps must be at least 1, was 0", () -> new Minimizer(RULE, 0)),
        bad("level must be a number, was NaN", () -> new Minimizer(RULE, 1, NAN)),
        bad("curvature must be positive and finite, was -1", () -> new Quadratic(1, -1)),
        bad("curvatures must be non-empty, was []", () -> new Quadratic()),
        bad("slope must be finite, was Infinity", () -> new LeakyRelu(INF)),
        bad("alpha must be 0 or positive, and finite, was -1", () -> new Elu(-1)),
        bad("beta must be finite, was NaN", () -> new Swish(NAN)),
        bad("sd must be 0 or positive, and finite, was -1", () -> Initializer.normal(-1)),
        bad("limit must be 0 or positive, and finite, was NaN", () -> Initializer.uniform(NAN)),
        bad("c must be finite, was NaN", () -> Initializer.constant(NAN)),
        bad("epochs must be at least 1, was 0", () -> new Trainer(LOSS, RULE, 0)),
        bad(
            "batchSize must be at least 1, was -1",
            () -> new Trainer(LOSS, RULE, 1).withBatches(-1, 0)),
        bad(
            "tolerance must be 0 or positive, and finite, was NaN",
            () -> new Trainer(LOSS, RULE, 1).until(NAN)),
        bad("count must be in [2, 2147483647], was 1", () -> Ranges.linear(0, 1, 1)),
        bad("first must be positive and finite, was 0", () -> Ranges.geometric(0, 1, 5)),
        bad("digits must be in [1, 17], was 0", () -> Numbers.text(1.5, 0)),
        bad(
            "tolerance must be 0 or positive, and finite, was Infinity",
            () -> new Checks().close("a", 1, 2, INF)),
        bad(
            "tolerance must be positive and finite, was Infinity",
            () -> new GradientCheck(1, 0, 1, 9, 8).agrees(INF)),
        bad(
            "h must be positive and finite, was 0",
            () -> NumericalGradient.central(x -> 0, new double[1], 0)));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        bad(
            "Dense 3→4 got input 2×5, expected 3 columns",
            () -> MODEL.apply(new SimpleMatrix(2, 5))),
        bad("Dense 3→4 got input 2×5, expected 3 columns", () -> MODEL.vjp(new SimpleMatrix(2, 5))),
        bad("X must not be null", () -> MODEL.apply(null)),
        bad("Z must not be null", () -> new Relu().apply(null)),
        bad("dX must be 5×3, was 5×2", () -> MODEL.jvp(X, Y)),
        bad("dZ must be 5×2, was 5×3", () -> MODEL.vjp(X).pullback().apply(X)),
        bad("dA must be 5×3, was 5×2", () -> new Tanh().vjp(X).pullback().apply(Y)),
        bad("dZ must be 5×3, was 5×2", () -> new Tanh().jvp(X, Y)),
        bad("dParameters must be 4 long, was 0", () -> MODEL.jvp(X, X, List.of())),
        bad("dParameters[1] must be 1×4, was 3×4", () -> DENSE.jvp(X, X, twice(DENSE.W()))),
        bad("b must be 1×4, was 1×2", () -> new Dense(DENSE.W(), row(1, 2))),
        bad("b must be 1×2, was 1×3", () -> Linalg.addRow(Y, row(1, 2, 3))),
        bad(
            "W must be a matrix of doubles (built of 1.0 and 0.0, not of 1 and 0), was FDRM",
            () -> new Dense(FLOATS, row(1, 2))),
        bad("theta must be 26 long, was 2", () -> Parameters.set(MODEL, new double[2])),
        bad("theta must not be null", () -> Parameters.set(MODEL, null)),
        bad("number of layers must be at least 1, was 0", () -> Sequential.of()),
        bad("layers[1] must not be null", () -> Sequential.of(DENSE, null)),
        bad(
            "layers[2] must be of its own parameters, was sharing those of layers[0]",
            () -> Sequential.of(DENSE, new Relu(), DENSE)),
        bad("number of widths must be in [2, 2147483647], was 1", () -> mlp(5)),
        bad("out must be at least 1, was 0", () -> mlp(5, 0)),
        bad("target must be 5×2, was 5×3", () -> LOSS.value(Y, X)),
        bad("target must not be null", () -> LOSS.value(Y, null)),
        bad("output must not be null", () -> LOSS.value(null, Y)),
        bad("reduction must not be null", () -> new SquaredError(null)),
        bad(
            "target must be in [0, 1], was 1.5",
            () -> new BinaryCrossEntropy().value(row(0), row(1.5))),
        bad(
            "target must be in [0, 1], was NaN",
            () -> new SoftmaxCrossEntropy(Reduction.SUM).value(row(0, 0), row(1, NAN))),
        bad(
            "sum of target row 0 must be in [0.999999, 1.000001], was 0",
            () -> new SoftmaxCrossEntropy().value(row(0, 0), row(0, 0))),
        bad("targets must be 5 long, was 4", () -> new Batches(X, Samples.normal(4, 2, 0), 2, 0)),
        bad("targets must be 5 long, was 4", () -> fit(X, Samples.normal(4, 2, 0))),
        bad("number of samples must be at least 1, was 0", () -> fit(new SimpleMatrix(0, 3), Y)),
        bad("X must not be null", () -> fit(null, Y)),
        bad("model must not be null", () -> new Trainer(LOSS, RULE, 1).fit(null, X, Y)),
        bad("Dense 3→4 got input 5×2, expected 3 columns", () -> fit(Y, Y)),
        bad("target must be 5×2, was 5×3", () -> fit(X, X)),
        bad(
            "gradients must be 4 long, was 0",
            () -> new Trainer(LOSS, RULE, 1).fit(forgetful(), X, Y)),
        bad(
            "into must be 26 long, was 1",
            () -> new ModelLoss(MODEL, LOSS, X, Y).gradient(new double[26], new double[1])),
        bad("x must be 2 long, was 3", () -> TestFunction.BEALE.value(new double[3])),
        bad("x must be 1 long, was 2", () -> new Quadratic(1).gradient(new double[2])),
        bad(
            "function must be one of [quadratic, rosenbrock, beale, himmelblau, saddle], was ackley",
            () -> TestFunction.named("Ackley")),
        bad("start[1] must be finite, was NaN", () -> minimize(1, NAN)),
        bad("start must be non-empty, was []", () -> minimize()),
        bad("number of starts must be at least 1, was 0", () -> sweep(List.of())),
        bad("steps must be 2 long, was 1", () -> new RateSweep(new double[2], new double[1])),
        bad("gradient must be 2 long, was 1", () -> gradientCheck(new double[2], new double[1])),
        bad("x must be non-empty, was []", () -> gradientCheck(new double[0], new double[0])),
        bad("claim must not be null", () -> new Checks().below(null, 1, 2)),
        bad("answer must not be null", () -> new Checks().refuting(null)));
  }

  private static List<SimpleMatrix> twice(SimpleMatrix M) {
    return List.of(M, M);
  }

  private static void mlp(int... widths) {
    Sequential.mlp(widths, new Relu(), Initializer.heNormal(), Seeds.generator(0));
  }

  private static void fit(SimpleMatrix inputs, SimpleMatrix targets) {
    new Trainer(LOSS, RULE, 3).fit(MODEL, inputs, targets);
  }

  // a layer whose pullback leaves out the gradients of its parameters
  private static Layer forgetful() {
    return new WrongDerivativeTest.Changed(MODEL, g -> new Layer.Gradients(g.input(), List.of()));
  }

  private static void minimize(double... start) {
    new Minimizer(RULE, 1).minimize(TestFunction.BEALE, start);
  }

  private static void sweep(List<double[]> starts) {
    double[] rates = {0.1};
    RateSweep.of(
        TestFunction.BEALE, GradientDescent::new, rates, starts, 1, 0, RateSweep.Reach.FIRST);
  }

  private static void gradientCheck(double[] x, double[] gradient) {
    GradientCheck.of(p -> 0, p -> gradient, x);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "numbers",
    "shapes",
    "nndl.validation.BadTraining#rules",
    "nndl.validation.BadTraining#watching",
    "nndl.validation.BadTraining#diagnosis",
    "nndl.validation.BadTraining#data",
    "nndl.validation.NetworkCases#all"
  })
  void saysWhatIsWrongAndChangesNothing(String message, ThrowingCallable call) {
    double[] theta = Parameters.get(MODEL);
    double[] x = X.getDDRM().data.clone();
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    assertThat(Parameters.get(MODEL)).isEqualTo(theta);
    assertThat(X.getDDRM().data).isEqualTo(x);
  }

  @Test
  void goodValuesComeBack() {
    assertThat(Require.inRange("a", 0.5, 0, 0.5)).isEqualTo(0.5);
    assertThat(Require.inRange("a", 7L, 7L, 7L)).isEqualTo(7);
    assertThat(Require.inRange("a", 7, 7, 8)).isEqualTo(7);
    assertThat(Require.positive("a", Double.MIN_VALUE)).isPositive();
    assertThat(Require.positive("a", 1)).isEqualTo(1);
    assertThat(Require.nonNegative("a", -0.0)).isZero();
    assertThat(Require.nonNegative("a", 0.5)).isEqualTo(0.5);
    assertThat(Require.fraction("a", Math.nextDown(1.0))).isEqualTo(Math.nextDown(1.0));
    assertThat(Require.size("a", 3, 3)).isEqualTo(3);
    assertThat(Require.oneOf("a", "x", List.of("x", "y"))).isEqualTo("x");
    assertThat(Require.finite("a", new double[] {1, 2})).containsExactly(1, 2);
  }
}
