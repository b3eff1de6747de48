package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nndl.Samples;
import nndl.gradient.GradientCheck;
import nndl.loss.SquaredError;
import nndl.optim.Adam;
import nndl.optim.Minimizer;
import nndl.optim.Optimizer;
import nndl.random.Seeds;
import nndl.train.ModelLoss;
import nndl.train.Trainer;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** What a reader writes into a notebook works wherever the library's own does. */
class CustomLayerTest {
  /** A learnt scale of the whole input, y = a x: a layer with a parameter of its own. */
  record Scale(SimpleMatrix a) implements Layer {
    @Override
    public SimpleMatrix apply(SimpleMatrix X) {
      return X.scale(a.get(0));
    }

    @Override
    public Vjp vjp(SimpleMatrix X) {
      return new Vjp(
          apply(X),
          dY ->
              new Gradients(
                  dY.scale(a.get(0)),
                  List.of(new SimpleMatrix(1, 1, true, dY.elementMult(X).elementSum()))));
    }

    @Override
    public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
      return new Jvp(apply(X), dX.scale(a.get(0)).plus(X.scale(dParameters.get(0).get(0))));
    }

    @Override
    public List<SimpleMatrix> parameters() {
      return List.of(a);
    }
  }

  private final Activation square = Activation.of("square", z -> z * z, z -> 2 * z);
  private final Sequential model =
      Sequential.of(
          Samples.network(square, 1, 2, 3, 2), new Scale(new SimpleMatrix(1, 1, true, 0.7)));
  private final SimpleMatrix X = Samples.normal(6, 2, 2);
  private final SimpleMatrix Y = Samples.normal(6, 2, 3);
  private final ModelLoss f = new ModelLoss(model, new SquaredError(), X, Y);

  @Test
  void passesTheGradientCheck() {
    GradientCheck check = GradientCheck.of(f::value, f::gradient, f.theta());
    assertThat(check.agrees(1e-7)).as(check.toString()).isTrue();
    assertThat(check.coordinates()).isEqualTo(Parameters.count(model)).isEqualTo(18);
  }

  @Test
  void trainsAndMinimises() {
    double before = f.value(f.theta());
    assertThat(new Minimizer(new Adam(0.01), 100).minimize(f, f.theta()).lastValue())
        .isLessThan(before / 2);
    Optimizer own =
        n ->
            (x, g) -> {
              for (int i = 0; i < n; i++) x[i] -= 0.01 * g[i];
            };
    new Trainer(new SquaredError(), own, 300).fit(model, X, Y);
    assertThat(f.value(f.theta())).isLessThan(before);
  }

  @Test
  void itsParametersAreWeightsAndItIsNoGameOfChance() {
    Layer scale = model.layers().get(1);
    assertThat(scale.weights()).hasSize(1).first().isSameAs(scale.parameters().get(0));
    assertThat(scale.sample(Seeds.generator(1))).isSameAs(scale);
  }

  @Test
  void isCalledByTheNameItWasGiven() {
    assertThat(square).hasToString("square");
    assertThat(Samples.network(square, 1, 2, 3, 2)).hasToString("Dense 2→3, square, Dense 3→2");
    int[] widths = {2, 3, 4, 1};
    assertThat(Sequential.mlp(widths, square, Initializer.heNormal(), Seeds.generator(1)))
        .hasToString("Dense 2→3, square, Dense 3→4, square, Dense 4→1");
  }
}
