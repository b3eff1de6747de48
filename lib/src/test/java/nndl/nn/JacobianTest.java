package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nndl.Agreement;
import nndl.Samples;
import nndl.gradient.NumericalGradient;
import nndl.linalg.Linalg;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class JacobianTest {
  private static final Agreement SUMS = new Agreement(1e-12, 1e-13);

  @Property(tries = 40)
  void rowsColumnsAndDifferencesAgree(
      @ForAll @IntRange(min = 1, max = 5) int in,
      @ForAll @IntRange(min = 1, max = 5) int out,
      @ForAll long seed) {
    Layer model = Samples.residualNetwork(PRelu.perUnit(4, 0.3), seed, in, 4, out);
    SimpleMatrix x = Samples.normal(1, in, seed + 1);
    SimpleMatrix J = Jacobian.of(model, x);
    assertThat(Linalg.shape(J)).isEqualTo(out + "×" + in);
    SUMS.check("rows", Jacobian.byRows(model, x), J.getDDRM().data);
    SUMS.check("columns", Jacobian.byColumns(model, x), J.getDDRM().data);
    Layer smooth = Samples.network(new Tanh(), seed, in, 3, out);
    for (int i = 0; i < out; i++) {
      int output = i;
      double[] row =
          NumericalGradient.central(
              p -> smooth.apply(new SimpleMatrix(1, in, true, p)).get(output), x.getDDRM().data);
      double[] exact = Jacobian.of(smooth, x).getRow(i).getDDRM().data;
      new Agreement(1e-7, 1e-8).check("row " + i, row, exact);
    }
  }

  @Test
  void ofADenseLayerItIsTheTransposedWeights() {
    Dense wide = (Dense) Samples.network(new Tanh(), 1, 3, 5).layers().get(0);
    SimpleMatrix J = Jacobian.of(wide, Samples.normal(1, 3, 2));
    assertThat(J.getDDRM().data).isEqualTo(wide.W().transpose().getDDRM().data);
  }

  /** A layer that writes down what is asked of it. */
  private record Asked(Layer layer, List<String> calls) implements Layer {
    @Override
    public SimpleMatrix apply(SimpleMatrix X) {
      return layer.apply(X);
    }

    @Override
    public Vjp vjp(SimpleMatrix X) {
      calls.add("vjp");
      Vjp inner = layer.vjp(X);
      return new Vjp(
          inner.output(),
          dY -> {
            calls.add("pullback");
            return inner.pullback().apply(dY);
          });
    }

    @Override
    public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
      calls.add("jvp");
      return layer.jvp(X, dX, Parameters.zeros(layer));
    }
  }

  private static List<String> calls(int in, int out) {
    Asked layer = new Asked(Samples.network(new Tanh(), 1, in, out), new ArrayList<>());
    Jacobian.of(layer, new SimpleMatrix(1, in));
    return layer.calls;
  }

  @Test
  void takesTheCheaperWay() {
    assertThat(calls(5, 2)).containsExactly("vjp", "pullback", "pullback");
    assertThat(calls(2, 2)).containsExactly("vjp", "pullback", "pullback");
    assertThat(calls(2, 5)).containsExactly("vjp", "jvp", "jvp");
  }
}
