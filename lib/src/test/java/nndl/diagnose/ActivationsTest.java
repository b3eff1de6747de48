package nndl.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nndl.Samples;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Elu;
import nndl.nn.Gelu;
import nndl.nn.Initializer;
import nndl.nn.LeakyRelu;
import nndl.nn.Relu;
import nndl.nn.Sequential;
import nndl.nn.Sigmoid;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** What is streamed from the activation layers. */
class ActivationsTest {
  private static final SimpleMatrix ROW = new SimpleMatrix(1, 3, true, -1.0, 0, 2);

  private static Sequential network(Activation f, Initializer weights, int width) {
    int[] widths = {width, width, width, width};
    return Sequential.mlp(widths, f, weights, Seeds.generator(1));
  }

  // the input itself passes the activation
  private static Sequential bare(Activation f) {
    return Sequential.of(f);
  }

  @Test
  void ofOneRowByHand() {
    ActivationStatistics relu = ActivationStatistics.of(bare(new Relu()), ROW, 0, 2).get(0);
    assertThat(relu.values()).isEqualTo(3);
    assertThat(relu.mean()).isEqualTo(2 / 3.0, within(1e-15));
    // outputs 0, 0, 2: squares about the mean 8/3, over n − 1 = 2
    assertThat(relu.sd()).isEqualTo(Math.sqrt(4 / 3.0), within(1e-15));
    assertThat(relu.zeros()).isEqualTo(2 / 3.0);
    assertThat(relu.saturated()).isEqualTo(1);
    assertThat(relu.layer()).startsWith("0: ");
    assertThat(relu).hasToString(relu.layer() + ", mean 0.666667, sd 1.1547");
    assertThat(ActivationStatistics.of(bare(new Relu()), ROW).get(0).saturated()).isZero();
    assertThat(ActivationStatistics.of(bare(new Relu()), ROW, 0.009).get(0).saturated())
        .isEqualTo(2 / 3.0);
    assertThat(ActivationStatistics.of(bare(new Relu()), ROW, 0.011).get(0).saturated()).isZero();
    assertThat(ActivationStatistics.of(bare(new Relu()), ROW.cols(0, 1)).get(0).sd()).isNaN();
  }

  @Property(tries = 200)
  void chunksAddUp(
      @ForAll @IntRange(min = 2, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 50) int rows,
      @ForAll long seed) {
    SimpleMatrix X = Samples.normal(n, 3, seed);
    Sequential model = Samples.network(new Relu(), seed, 3, 5, 4, 2);
    Chunks chunks = Chunks.of(X, rows);
    assertThat(chunks).hasSize((n + rows - 1) / rows);
    // chunk or whole, the values come in another order within a layer: sums round differently
    List<ActivationStatistics> whole = ActivationStatistics.of(model, X, 0);
    List<ActivationStatistics> parts = ActivationStatistics.of(model, chunks, 0);
    assertThat(whole).hasSize(2);
    for (int l = 0; l < 2; l++) {
      assertThat(parts.get(l).values()).isEqualTo(whole.get(l).values());
      assertThat(parts.get(l).mean()).isCloseTo(whole.get(l).mean(), within(1e-12));
      assertThat(parts.get(l).sd()).isCloseTo(whole.get(l).sd(), within(1e-12));
      assertThat(parts.get(l).zeros()).isEqualTo(whole.get(l).zeros());
      assertThat(parts.get(l).saturated()).isEqualTo(whole.get(l).saturated());
    }
    assertThat(DeadUnits.of(model, chunks).shares()).isEqualTo(DeadUnits.of(model, X).shares());
  }

  @Test
  void spreadOfReluFollowsTheRecursion() {
    // E[a²] ← (n σ²/2) E[a²]: He keeps it, N(0, 1) weights of width 100 grow it by 50
    Chunks chunks = Chunks.normal(10, 200, 100, 3);
    double[] he = meanSquares(ActivationStatistics.of(network(RELU, HE, 100), chunks));
    double[] one = meanSquares(ActivationStatistics.of(network(RELU, NORMAL, 100), chunks));
    for (int l = 0; l < 2; l++) {
      assertThat(he[l]).isEqualTo(1, within(0.35));
      assertThat(one[l] / Math.pow(50, l + 1)).isEqualTo(1, within(0.35));
    }
  }

  private static final Activation RELU = new Relu();
  private static final Initializer HE = Initializer.heNormal();
  private static final Initializer NORMAL = Initializer.normal(1);

  private static double[] meanSquares(List<ActivationStatistics> layers) {
    return layers.stream()
        .mapToDouble(s -> s.mean() * s.mean() + s.sd() * s.sd() * (s.values() - 1) / s.values())
        .toArray();
  }

  @Test
  void aMillionSamplesNeedNoMoreMemoryThanAThousand() {
    // 10⁶ samples of width 4 would be 32 MB at each layer; chunks are made when asked for
    Sequential model = network(new Sigmoid(), NORMAL, 4);
    long[] seen = {0, 0};
    double[] sum = {0};
    ActivationStream.values(
        model,
        Chunks.normal(1000, 1000, 4, 1),
        (layer, a) -> {
          seen[layer]++;
          sum[0] += layer == 0 ? a : 0;
        });
    assertThat(seen).containsExactly(4_000_000, 4_000_000);
    // σ(z) + σ(−z) = 1
    assertThat(sum[0] / seen[0]).isEqualTo(0.5, within(2e-3));
  }

  @Test
  void chunksAreTheSameEachTime() {
    Chunks normal = Chunks.normal(3, 2, 2, 5);
    assertThat(normal.iterator().next().getDDRM().data)
        .isEqualTo(normal.iterator().next().getDDRM().data);
    assertThat(normal.chunk().apply(0).getDDRM().data)
        .isNotEqualTo(normal.chunk().apply(1).getDDRM().data);
    assertThat(normal.chunk().apply(0).getDDRM().data)
        .isNotEqualTo(Chunks.normal(3, 2, 2, 6).chunk().apply(0).getDDRM().data);
  }

  @Test
  void zeroWeightsGiveExactlyOneHalf() {
    Sequential model = network(new Sigmoid(), Initializer.zeros(), 3);
    for (ActivationStatistics layer : ActivationStatistics.of(model, Samples.normal(9, 3, 1))) {
      assertThat(layer.mean()).isEqualTo(0.5);
      assertThat(layer.sd()).isZero();
    }
  }

  @Test
  void deadUnitsAreThoseThatPassNoGradient() {
    // units with weights (1, −1, 1, 1) and biases (0, 0, −5, 5) on inputs 1 and −1
    SimpleMatrix W = new SimpleMatrix(1, 4, true, 1.0, -1, 1, 1);
    SimpleMatrix b = new SimpleMatrix(1, 4, true, 0.0, 0, -5, 5);
    SimpleMatrix X = new SimpleMatrix(2, 1, true, 1.0, -1);
    DeadUnits relu = DeadUnits.of(Sequential.of(new Dense(W, b), RELU), X);
    assertThat(relu.layers()).isEqualTo(1);
    assertThat(relu.count(0)).isEqualTo(1);
    assertThat(relu.isDead(0, 2)).isTrue();
    assertThat(relu.isDead(0, 3)).isFalse();
    assertThat(relu.shares()).containsExactly(0.25);
    assertThat(relu).hasToString("shares of dead units by layer (0.25)");
    // on the second sample alone, the first unit is dead too
    assertThat(DeadUnits.of(Sequential.of(new Dense(W, b), RELU), X.rows(1, 2)).count(0))
        .isEqualTo(2);
    Activation leaky = new LeakyRelu(0.01);
    assertThat(DeadUnits.of(Sequential.of(new Dense(W, b), leaky), X).count(0)).isZero();
    W.set(0, 2, Double.NaN);
    assertThat(DeadUnits.of(Sequential.of(new Dense(W, b), RELU), X).isDead(0, 2))
        .isEqualTo(RELU.derivative(Double.NaN) == 0);
  }

  @Test
  void asleepAreThoseThatHardlyPassAGradient() {
    // z = −10, −2, 2 on both samples, and −9, 2: e⁻¹⁰ = 4.5e-5, e⁻² = 0.135
    SimpleMatrix W = new SimpleMatrix(1, 4, true, 0.0, 0, 0, 1);
    SimpleMatrix b = new SimpleMatrix(1, 4, true, -10.0, -2, 2, -10);
    SimpleMatrix X = new SimpleMatrix(2, 1, true, 1.0, 12);
    Sequential elu = Sequential.of(new Dense(W, b), new Elu(1));
    assertThat(DeadUnits.of(elu, X).count(0)).isZero();
    DeadUnits asleep = DeadUnits.saturated(elu, X, 1e-3);
    assertThat(asleep.count(0)).isEqualTo(1);
    assertThat(asleep.isDead(0, 0)).isTrue();
    assertThat(DeadUnits.saturated(elu, X, 0.2).count(0)).isEqualTo(2);
    // the fourth is awake on the second sample alone
    assertThat(DeadUnits.saturated(elu, X.rows(0, 1), 1e-3).isDead(0, 3)).isTrue();
    // the size counts: GELU falls at z = −2, with slope −0.085
    Sequential gelu = Sequential.of(new Dense(W, b), new Gelu());
    assertThat(DeadUnits.saturated(gelu, X, 0.01).isDead(0, 1)).isFalse();
    assertThat(DeadUnits.saturated(gelu, X, 0.1).isDead(0, 1)).isTrue();
    // a slope equal to the limit is asleep
    Sequential leaky = Sequential.of(new Dense(W, b), new LeakyRelu(0.01));
    assertThat(DeadUnits.saturated(leaky, X, 0.01).count(0)).isEqualTo(2);
    assertThat(DeadUnits.saturated(leaky, X, 0.00999).count(0)).isZero();
    // with 0 they are the dead ones
    Sequential relu = Sequential.of(new Dense(W, b), RELU);
    assertThat(DeadUnits.saturated(relu, X, 0).shares()).isEqualTo(DeadUnits.of(relu, X).shares());
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> DeadUnits.of(bare(RELU), ROW))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
