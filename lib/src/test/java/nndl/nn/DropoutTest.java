package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import nndl.Samples;
import nndl.linalg.Linalg;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private final Dropout layer = new Dropout(0.2);
  private final SimpleMatrix X = Samples.normal(300, 200, 1);

  @Test
  void inferenceIsTheIdentity() {
    assertThat(layer.apply(X).getDDRM().data).isEqualTo(X.getDDRM().data);
    assertThat(layer.vjp(X).pullback().apply(X).input().getDDRM().data).isEqualTo(X.getDDRM().data);
    assertThat(layer.jvp(X, X).tangent().getDDRM().data).isEqualTo(X.getDDRM().data);
  }

  @Test
  void aStepDropsTheRateAndScalesTheRest() {
    double[] x = X.getDDRM().data;
    double[] y = layer.sample(7).apply(X).getDDRM().data;
    int dropped = 0;
    for (int i = 0; i < x.length; i++) {
      if (y[i] == 0) {
        dropped++;
      } else {
        assertThat(y[i]).isEqualTo(x[i] * 1.25);
      }
    }
    // 60000 elements: the standard error of the share is 0.0016
    assertThat(dropped / 60000.0).isCloseTo(0.2, within(0.008));
    SimpleMatrix ones = new SimpleMatrix(300, 200);
    ones.fill(1);
    assertThat(layer.sample(8).apply(ones).elementSum() / 60000).isCloseTo(1, within(0.01));
  }

  @Test
  void theSeedDecidesAndNothingElse() {
    double[] y = layer.sample(7).apply(X).getDDRM().data;
    Layer again = layer.sample(7);
    again.apply(Samples.normal(2, 3, 4));
    assertThat(again.apply(X).getDDRM().data).isEqualTo(y);
    assertThat(layer.sample(8).apply(X).getDDRM().data).isNotEqualTo(y);
    double[] firstRow = layer.sample(7).apply(X.rows(0, 1)).getDDRM().data;
    assertThat(firstRow).isEqualTo(Arrays.copyOf(y, 200));
  }

  @Test
  void networksHandTheDrawingOn() {
    Sequential inner = Sequential.of(new Dropout(0.5), Samples.network(new Tanh(), 1, 4, 4));
    Sequential model = Sequential.of(new Dropout(0.5), new Residual(inner));
    Sequential one = model.sample(Seeds.generator(1));
    SimpleMatrix Z = Samples.normal(6, 4, 2);
    assertThat(model.apply(Z).getDDRM().data)
        .isEqualTo(Residual.of(inner.layers().get(1)).apply(Z).getDDRM().data);
    assertThat(one.layers().get(0)).isNotInstanceOf(Dropout.class);
    Layer block = ((Residual) one.layers().get(1)).f();
    assertThat(((Sequential) block).layers().get(0)).isNotInstanceOf(Dropout.class);
    assertThat(((Sequential) block).layers().get(0)).isNotEqualTo(one.layers().get(0));
    assertThat(one.apply(Z).getDDRM().data)
        .isEqualTo(model.sample(Seeds.generator(1)).apply(Z).getDDRM().data)
        .isNotEqualTo(model.sample(Seeds.generator(2)).apply(Z).getDDRM().data);
    for (int i = 0; i < model.parameters().size(); i++) {
      assertThat(one.parameters().get(i)).isSameAs(model.parameters().get(i));
    }
    assertThat(Linalg.shape(one.apply(Z))).isEqualTo("6×4");
  }

  @Test
  void namesTellRateAndSeed() {
    assertThat(layer).hasToString("dropout 0.2");
    assertThat(layer.sample(7)).hasToString("dropout 0.2 of seed 7");
  }
}
