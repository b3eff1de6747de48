package nndl.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nndl.loss.L2Penalty;
import nndl.loss.Loss;
import nndl.loss.Risk;
import nndl.loss.SquaredError;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Dropout;
import nndl.nn.Elu;
import nndl.nn.Gelu;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.PRelu;
import nndl.nn.Parameters;
import nndl.nn.Relu;
import nndl.nn.Residual;
import nndl.nn.Sequential;
import nndl.nn.Sigmoid;
import nndl.nn.Softplus;
import nndl.nn.Swish;
import nndl.nn.Tanh;
import nndl.optim.Adam;
import nndl.optim.GradientDescent;
import nndl.random.Seeds;
import nndl.train.Metric;
import nndl.train.ModelLoss;
import nndl.train.Recorder;
import nndl.train.Trainer;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class CompiledTest {
  /**
   * Sums of up to 300 products in another order differ by 300 · 1.1e-16 of the sum of their sizes,
   * and each of at most six layers may double what the one before it brought.
   */
  private static final double TOLERANCE = 1e-11;

  private static SimpleMatrix normal(int rows, int columns, long seed) {
    return Initializer.normal(1).create(rows, columns, Seeds.generator(seed));
  }

  private static Dense dense(int in, int out, Random random) {
    return Dense.of(in, out, Initializer.lecunNormal(), Initializer.normal(0.5), random);
  }

  /** Dense layers with activations of all kinds between them, or none, or a residual block. */
  private static Sequential network(int in, int out, Random random) {
    List<Layer> layers = new ArrayList<>();
    int width = in;
    int depth = 1 + random.nextInt(4);
    if (random.nextBoolean()) {
      layers.add(new Tanh());
    }
    for (int l = 0; l < depth; l++) {
      int next = 1 + random.nextInt(140);
      layers.add(dense(width, next, random));
      width = next;
      switch (random.nextInt(12)) {
        case 0 -> layers.add(new Sigmoid());
        case 1 -> layers.add(new Tanh());
        case 2 -> layers.add(new Relu());
        case 3 -> layers.add(new Elu(1.5));
        case 4 -> layers.add(new Swish(1));
        case 5 -> layers.add(new Gelu());
        case 6 -> layers.add(new Softplus());
        case 7 -> layers.add(Activation.of("square", z -> z * z / 4, z -> z / 2));
        case 8 -> layers.add(PRelu.perUnit(width, 0.25));
        case 9 ->
            layers.add(Residual.of(dense(width, 7, random), new Tanh(), dense(7, width, random)));
        case 10 -> layers.add(new Dropout(0.3));
        default -> {}
      }
    }
    layers.add(dense(width, out, random));
    return new Sequential(layers);
  }

  private static void agree(SimpleMatrix actual, SimpleMatrix expected) {
    assertThat(actual.getNumRows()).isEqualTo(expected.getNumRows());
    assertThat(actual.getNumCols()).isEqualTo(expected.getNumCols());
    double apart = actual.minus(expected).elementMaxAbs();
    // asked this way round, NaN does not agree
    assertThat(apart <= TOLERANCE * Math.max(1e-300, expected.elementMaxAbs()))
        .as("apart by %s of %s", apart, expected.elementMaxAbs())
        .isTrue();
  }

  private static void agree(Layer.Gradients actual, Layer.Gradients expected) {
    agree(actual.input(), expected.input());
    agree(actual.parameters(), expected.parameters());
  }

  private static void agree(List<SimpleMatrix> actual, List<SimpleMatrix> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      agree(actual.get(i), expected.get(i));
    }
  }

  @Property(tries = 60)
  void aCompiledNetworkAgreesWithThePlainOne(
      @ForAll @IntRange(min = 1, max = 700) int n,
      @ForAll @IntRange(min = 1, max = 60) int in,
      @ForAll @IntRange(min = 1, max = 20) int out,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    Sequential plain = network(in, out, Seeds.generator(seed));
    Compiled compiled = Compiled.of(plain);
    SimpleMatrix X = normal(n, in, 1);
    SimpleMatrix dY = normal(n, out, 2);
    agree(compiled.apply(X), plain.apply(X));
    Layer.Vjp fast = compiled.vjp(X);
    Layer.Vjp slow = plain.vjp(X);
    agree(fast.output(), slow.output());
    agree(fast.pullback().apply(dY), slow.pullback().apply(dY));
    agree(fast.pullback().parameters(dY), slow.pullback().parameters(dY));
    SimpleMatrix dX = normal(n, in, 3);
    agree(compiled.jvp(X, dX).tangent(), plain.jvp(X, dX).tangent());
    Layer step = compiled.sample(Seeds.generator(seed));
    agree(step.apply(X), plain.sample(Seeds.generator(seed)).apply(X));
  }

  private static Sequential wide() {
    Random random = Seeds.generator(4);
    return Sequential.of(
        dense(11, 131, random),
        new Tanh(),
        dense(131, 127, random),
        new Sigmoid(),
        dense(127, 3, random));
  }

  @Test
  void parametersAreThoseOfTheNetwork() {
    Sequential plain = wide();
    Compiled compiled = Compiled.of(plain);
    for (int i = 0; i < plain.parameters().size(); i++) {
      assertThat(compiled.parameters().get(i)).isSameAs(plain.parameters().get(i));
    }
    assertThat(compiled.weights()).hasSize(3);
    assertThat(compiled.weights().get(0)).isSameAs(plain.weights().get(0));
    SimpleMatrix X = normal(500, 11, 1);
    SimpleMatrix before = compiled.apply(X);
    plain.parameters().get(0).set(0, 5);
    assertThat(compiled.apply(X).minus(before).elementMaxAbs()).isGreaterThan(1e-3);
    agree(compiled.apply(X), plain.apply(X));
    assertThat(compiled).hasToString("compiled (" + plain + ")");
  }

  @Test
  void aPullbackIsRightAfterAnotherPass() {
    Sequential plain = wide();
    Compiled compiled = Compiled.of(plain);
    SimpleMatrix X = normal(900, 11, 1);
    SimpleMatrix dY = normal(900, 3, 2);
    Layer.Vjp first = compiled.vjp(X);
    double[] output = first.output().getDDRM().data.clone();
    Layer.Gradients expected = first.pullback().apply(dY);
    compiled.vjp(normal(1300, 11, 3));
    compiled.vjp(normal(400, 11, 4).scale(Double.NaN));
    Layer.Gradients again = first.pullback().apply(dY);
    assertThat(again.input().isIdentical(expected.input(), 0)).isTrue();
    assertThat(Parameters.flatten(again.parameters()))
        .isEqualTo(Parameters.flatten(expected.parameters()));
    assertThat(first.output().getDDRM().data).isEqualTo(output);
  }

  @Test
  void severalThreadsMayUseOne() {
    Compiled compiled = Compiled.of(wide());
    SimpleMatrix X = normal(900, 11, 1);
    SimpleMatrix T = normal(900, 3, 2);
    Loss loss = new SquaredError();
    double[][] expected = new double[4][];
    for (int k = 0; k < 4; k++) {
      expected[k] = Parameters.flatten(loss.of(compiled, X.scale(k), T).gradients());
    }
    IntStream.range(0, 60)
        .parallel()
        .forEach(
            i -> {
              int k = i % 4;
              double[] now = Parameters.flatten(loss.of(compiled, X.scale(k), T).gradients());
              assertThat(Arrays.equals(now, expected[k])).isTrue();
            });
  }

  @Test
  void lossesTrainersAndRecordersTakeIt() {
    SimpleMatrix X = normal(600, 11, 1);
    SimpleMatrix T = normal(600, 3, 2);
    Risk risk = new SquaredError().plus(L2Penalty.ofWeights(0.01));
    Sequential plain = wide();
    Sequential trained = wide();
    Compiled compiled = Compiled.of(trained);
    ModelLoss f = new ModelLoss(compiled, risk, X, T);
    ModelLoss g = new ModelLoss(plain, risk, X, T);
    assertThat(f.value(f.theta())).isCloseTo(g.value(g.theta()), within(1e-11));
    assertThat(f.gradient(f.theta())).containsExactly(g.gradient(g.theta()), within(1e-11));
    Recorder recorder = new Recorder(1).metric("error", Metric.rootMeanSquare(), compiled, X, T);
    Trainer trainer = new Trainer(risk, new GradientDescent(0.1), 20).withBatches(250, 7);
    double[] slow = trainer.fit(plain, X, T).loss();
    double[] fast = trainer.watchedBy(recorder).fit(compiled, X, T).loss();
    assertThat(fast).containsExactly(slow, within(1e-9));
    assertThat(Parameters.get(trained)).containsExactly(Parameters.get(plain), within(1e-9));
    assertThat(recorder.series("error")).hasSize(20).isNotEmpty();
    assertThat(recorder.last("error")).isLessThan(recorder.series("error")[0]);
  }

  @Test
  void dropoutIsDrawnInEachStep() {
    Random random = Seeds.generator(4);
    Sequential plain =
        Sequential.of(dense(11, 131, random), new Dropout(0.5), dense(131, 3, random));
    Compiled compiled = Compiled.of(plain);
    SimpleMatrix X = normal(600, 11, 1);
    Layer step = compiled.sample(Seeds.generator(1));
    assertThat(step).isInstanceOf(Compiled.class).isNotSameAs(compiled);
    assertThat(step.apply(X).minus(compiled.apply(X)).elementMaxAbs()).isGreaterThan(0.1);
    assertThat(Compiled.of(wide()).sample(random)).isInstanceOf(Compiled.class);
    double[] loss =
        new Trainer(new SquaredError(), new Adam(0.01), 30)
            .fit(compiled, X, normal(600, 3, 2))
            .loss();
    assertThat(loss[29]).isLessThan(loss[0]);
  }

  @Test
  void anActivationThatCountsItsCallsIsCalledInOrder() {
    int[] calls = {0};
    Activation counting = Activation.of("count", z -> calls[0]++, z -> 1);
    Sequential plain = Sequential.of(dense(20, 600, Seeds.generator(1)), counting);
    assertThat(Compiled.of(plain).apply(normal(600, 20, 1)).getDDRM().data).isSorted();
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Compiled compiled = Compiled.of(wide());
    assertThatThrownBy(() -> compiled.apply(normal(900, 12, 1)))
        .hasMessage("Dense 11→131 got input 900×12, expected 11 columns");
    assertThatThrownBy(() -> compiled.apply(null)).hasMessageContaining("X");
    Layer.Vjp pass = compiled.vjp(normal(900, 11, 1));
    assertThatThrownBy(() -> pass.pullback().apply(normal(899, 3, 1)))
        .hasMessage("dY must be 900×3, was 899×3");
    assertThatThrownBy(() -> pass.pullback().parameters(normal(900, 4, 1)))
        .hasMessage("dY must be 900×3, was 900×4");
  }

  @Test
  void itTellsWithWhatItComputes() {
    assertThat(Compiled.backend()).startsWith("OpenBLAS 0.3").contains("Vector API");
  }
}
