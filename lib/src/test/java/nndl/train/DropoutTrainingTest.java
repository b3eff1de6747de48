package nndl.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import nndl.Samples;
import nndl.loss.SquaredError;
import nndl.nn.Dropout;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.nn.Tanh;
import nndl.optim.GradientDescent;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Layers with chance in them, trained. */
class DropoutTrainingTest {
  private final SimpleMatrix X = Samples.normal(12, 3, 1);
  private final SimpleMatrix Y = Samples.normal(12, 1, 2);

  private static Sequential model() {
    Sequential plain = Samples.network(new Tanh(), 3, 3, 8, 1);
    return Sequential.of(
        plain.layers().get(0), plain.layers().get(1), new Dropout(0.3), plain.layers().get(2));
  }

  private double[] trained(long seed) {
    Sequential model = model();
    new Trainer(new SquaredError(), new GradientDescent(0.1), 50)
        .withBatches(5, seed)
        .fit(model, X, Y);
    return Parameters.get(model);
  }

  @Test
  void theSeedDecides() {
    assertThat(trained(1)).isEqualTo(trained(1)).isNotEqualTo(trained(2));
  }

  @Test
  void lowersTheLossOfInference() {
    Sequential model = model();
    double before = new SquaredError().value(model, X, Y);
    new Trainer(new SquaredError(), new GradientDescent(0.1), 300).fit(model, X, Y);
    assertThat(new SquaredError().value(model, X, Y)).isLessThan(before / 2);
  }

  /** A layer that writes down what is drawn for it. */
  private record Drawn(List<Long> seeds) implements Layer {
    @Override
    public SimpleMatrix apply(SimpleMatrix X) {
      return X;
    }

    @Override
    public Vjp vjp(SimpleMatrix X) {
      return new Vjp(X, dY -> new Gradients(dY, List.of()));
    }

    @Override
    public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
      return new Jvp(X, dX);
    }

    @Override
    public Layer sample(RandomGenerator random) {
      seeds.add(random.nextLong());
      return this;
    }
  }

  @Test
  void everyStepDrawsAnew() {
    Drawn drawn = new Drawn(new ArrayList<>());
    Sequential model = Sequential.of(drawn, Samples.network(new Tanh(), 3, 3, 1));
    new Trainer(new SquaredError(), new GradientDescent(0.1), 4).withBatches(5, 1).fit(model, X, Y);
    assertThat(drawn.seeds).hasSize(4 * 3);
    assertThat(new HashSet<>(drawn.seeds)).hasSize(4 * 3);
  }
}
