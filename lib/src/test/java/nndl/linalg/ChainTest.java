package nndl.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import nndl.Samples;
import nndl.loss.Loss;
import nndl.loss.SquaredError;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {
  @BeforeEach
  void theBackendHasChains() {
    assumeTrue(Backend.chosen().evaluator() != null, Linalg.backend());
    assumeTrue(Backend.chosen().products().gemm().isPresent(), Linalg.backend());
  }

  /** A chain from the second layer on, two dense layers next to each other in it. */
  private static Sequential chained() {
    RandomGenerator random = Seeds.generator(1);
    Initializer weights = Initializer.lecunNormal();
    return Sequential.of(
        Dense.of(11, 131, weights, random),
        Activation.tanh(),
        Dense.of(131, 127, weights, weights, random),
        Activation.sigmoid(),
        Dense.of(127, 128, weights, weights, random),
        Dense.of(128, 129, weights, weights, random),
        Activation.relu(),
        Dense.of(129, 126, weights, weights, random),
        Activation.gelu(),
        Dense.of(126, 3, weights, random));
  }

  @ParameterizedTest
  @ValueSource(ints = {683, 1500, 2101})
  void aNetworkIsItsLayersOneByOne(int n) {
    Sequential net = chained();
    SimpleMatrix X = Samples.normal(n, 11, 2);
    SimpleMatrix dY = Samples.normal(n, 3, 3);
    SimpleMatrix A = X;
    List<Layer.Pullback> pullbacks = new ArrayList<>();
    for (Layer layer : net.layers()) {
      Layer.Vjp step = layer.vjp(A);
      pullbacks.add(0, step.pullback());
      A = step.output();
    }
    SimpleMatrix gradient = dY;
    List<SimpleMatrix> parameters = new ArrayList<>();
    for (Layer.Pullback pullback : pullbacks) {
      Layer.Gradients step = pullback.apply(gradient);
      parameters.addAll(0, step.parameters());
      gradient = step.input();
    }
    Layer.Vjp whole = net.vjp(X);
    assertThat(apart(net.apply(X), A)).isLessThan(BackendTest.TOLERANCE);
    BackendTest.sameBits(whole.output().getDDRM().data, net.apply(X).getDDRM().data);
    Layer.Gradients back = whole.pullback().apply(dY);
    assertThat(apart(back.input(), gradient)).isLessThan(BackendTest.TOLERANCE);
    assertThat(back.parameters()).hasSameSizeAs(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      assertThat(apart(back.parameters().get(i), parameters.get(i)))
          .isLessThan(BackendTest.TOLERANCE);
    }
    BackendTest.sameBits(
        Parameters.flatten(back.parameters()), Parameters.flatten(whole.pullback().parameters(dY)));
    BackendTest.sameBits(
        Parameters.flatten(back.parameters()),
        Parameters.flatten(net.vjp(X).pullback().apply(dY).parameters()));
  }

  private static double apart(SimpleMatrix actual, SimpleMatrix expected) {
    Linalg.sameShape("actual", actual, expected);
    return actual.minus(expected).elementMaxAbs() / expected.elementMaxAbs();
  }

  @Test
  void aChainTakesTheLayersItIsMeantFor() {
    SimpleMatrix W = Samples.normal(128, 128, 1);
    SimpleMatrix b = Samples.normal(1, 128, 2);
    Activation f = Activation.tanh();
    assertThat(Chain.takes(1000, 128, new Chain.Link(W, b, f))).isTrue();
    assertThat(Chain.takes(1000, 128, new Chain.Link(W, b, null))).isTrue();
    assertThat(Chain.takes(1000, 127, new Chain.Link(W, b, f))).isFalse();
    assertThat(Chain.takes(127, 128, new Chain.Link(W, b, null))).isFalse();
    assertThat(Chain.takes(500, 128, new Chain.Link(W, b, f))).isFalse();
    assertThat(Chain.takes(1000, 128, new Chain.Link(W, b, Activation.gelu()))).isFalse();
  }

  @Test
  void whatOneStepLeavesToTheNextIsWrittenOver() {
    Sequential net = chained();
    SimpleMatrix X = Samples.normal(1500, 11, 2);
    SimpleMatrix T = Samples.normal(1500, 3, 3);
    Loss loss = new SquaredError();
    double[] first = Parameters.flatten(loss.of(net, X, T).gradients());
    loss.of(net, X.scale(Double.NaN), T);
    BackendTest.sameBits(Parameters.flatten(loss.of(net, X, T).gradients()), first);
    Layer.Vjp kept = net.vjp(X);
    BackendTest.sameBits(Parameters.flatten(loss.of(net, X, T).gradients()), first);
    SimpleMatrix dY = new SquaredError().valueAndGradient(kept.output(), T).gradient();
    BackendTest.sameBits(Parameters.flatten(kept.pullback().parameters(dY)), first);
    BackendTest.sameBits(Parameters.flatten(kept.pullback().apply(dY).parameters()), first);
  }

  @Test
  void aPullbackThatWasReleasedSaysSo() {
    Layer.Vjp whole = chained().vjp(Samples.normal(1500, 11, 2));
    SimpleMatrix dY = Samples.normal(1500, 3, 3);
    double[] output = whole.output().getDDRM().data.clone();
    whole.pullback().release();
    whole.pullback().release();
    chained().vjp(Samples.normal(1500, 11, 5));
    BackendTest.sameBits(whole.output().getDDRM().data, output);
    assertThatThrownBy(() -> whole.pullback().apply(dY)).hasMessageContaining("released");
    assertThatThrownBy(() -> whole.pullback().parameters(dY)).hasMessageContaining("released");
  }

  @Test
  void aGradientThatDoesNotFitAChainIsRefused() {
    Layer.Vjp whole = chained().vjp(Samples.normal(1500, 11, 2));
    assertThatThrownBy(() -> whole.pullback().apply(Samples.normal(1500, 4, 3)))
        .hasMessageContaining("1500×3");
    Sequential two = Sequential.of(chained().layers().get(2), chained().layers().get(3));
    Layer.Pullback pullback = two.vjp(Samples.normal(1500, 131, 2)).pullback();
    for (SimpleMatrix dY : List.of(Samples.normal(1499, 127, 1), Samples.normal(1500, 128, 1))) {
      assertThatThrownBy(() -> pullback.apply(dY)).hasMessageContaining("1500×127");
      assertThatThrownBy(() -> pullback.parameters(dY)).hasMessageContaining("1500×127");
    }
  }
}
