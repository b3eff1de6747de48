package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import nndl.Agreement;
import nndl.Samples;
import nndl.linalg.Linalg;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;

class LayerPropertiesTest {
  private static final Agreement SUMS = new Agreement(1e-10, 1e-10);

  /** A layer with n inputs of its width and directions for everything it takes or gives. */
  record Case(Layer layer, SimpleMatrix X, SimpleMatrix dX, SimpleMatrix dY, long seed) {
    List<SimpleMatrix> dParameters() {
      return layer.parameters().stream()
          .map(p -> Samples.normal(p.getNumRows(), p.getNumCols(), seed + 1))
          .collect(Collectors.toList());
    }

    @Override
    public String toString() {
      return layer + " at " + Linalg.shape(X) + ", seed " + seed;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Integer> width = Arbitraries.integers().between(1, 5);
    Arbitrary<Activation> f = Arbitraries.of(List.copyOf(Samples.activations().values()));
    return Combinators.combine(f, Arbitraries.longs(), width.array(int[].class).ofSize(4), width)
        .as(
            (activation, seed, widths, n) -> {
              Layer layer =
                  switch ((int) Math.floorMod(seed, 7L)) {
                    case 0 -> activation;
                    case 1 -> Samples.network(activation, seed, widths[0], widths[3]);
                    case 2 -> PRelu.shared(-0.4);
                    case 3 -> new PRelu(Samples.normal(1, widths[0], seed));
                    case 4 ->
                        Samples.residualNetwork(
                            PRelu.perUnit(widths[1], 0.3), seed, widths[0], widths[1], widths[3]);
                    case 5 ->
                        Residual.of(
                            new Dropout(0.4),
                            Samples.network(activation, seed, widths[0], widths[0]));
                    default -> Samples.network(activation, seed, widths);
                  };
              int out = layer.apply(new SimpleMatrix(1, widths[0])).getNumCols();
              return new Case(
                  layer,
                  Samples.normal(n, widths[0], seed + 2),
                  Samples.normal(n, widths[0], seed + 3),
                  Samples.normal(n, out, seed + 4),
                  seed);
            })
        .withoutEdgeCases(); // all of them together would be all of the tries
  }

  @Property
  void pullbackAndTangentAreAdjoint(@ForAll("cases") Case c) {
    Layer.Vjp forward = c.layer.vjp(c.X);
    Layer.Gradients back = forward.pullback().apply(c.dY);
    List<SimpleMatrix> dParameters = c.dParameters();
    Layer.Jvp along = c.layer.jvp(c.X, c.dX, dParameters);

    double pulled = Linalg.dot(back.input(), c.dX);
    for (int i = 0; i < dParameters.size(); i++) {
      pulled += Linalg.dot(back.parameters().get(i), dParameters.get(i));
    }
    SUMS.check("⟨dY, J d⟩ = ⟨Jᵀ dY, d⟩", Linalg.dot(c.dY, along.tangent()), pulled);
    assertThat(data(along.output())).isEqualTo(data(forward.output())).isEqualTo(applied(c));
  }

  @Property
  void pullbackIsLinear(@ForAll("cases") Case c) {
    Layer.Pullback pullback = c.layer.vjp(c.X).pullback();
    SimpleMatrix other = Samples.normal(c.dY.getNumRows(), c.dY.getNumCols(), c.seed + 5);
    Layer.Gradients sum = pullback.apply(c.dY.scale(2).minus(other));
    Layer.Gradients first = pullback.apply(c.dY);
    Layer.Gradients second = pullback.apply(other);
    SUMS.check("dX", sum.input(), data(first.input().scale(2).minus(second.input())));
    for (int i = 0; i < sum.parameters().size(); i++) {
      SimpleMatrix expected = first.parameters().get(i).scale(2).minus(second.parameters().get(i));
      SUMS.check("parameter " + i, sum.parameters().get(i), data(expected));
    }
  }

  @Property
  void aStepOfTrainingIsALayerLikeEveryOther(@ForAll("cases") Case c) {
    Layer dropping = Sequential.of(new Dropout(0.5), c.layer, new Dropout(0.25));
    Layer sampled = dropping.sample(Seeds.generator(c.seed + 6));
    Case step = new Case(sampled, c.X, c.dX, c.dY, c.seed);
    pullbackAndTangentAreAdjoint(step);
    pullbackIsLinear(step);
    nothingIsKeptOrChanged(step);
  }

  @Property
  void aBatchOfManyIsManyBatchesOfOne(@ForAll("cases") Case c) {
    Layer.Gradients whole = c.layer.vjp(c.X).pullback().apply(c.dY);
    double[] total = new double[Parameters.count(c.layer)];
    for (int row = 0; row < c.X.getNumRows(); row++) {
      Layer.Vjp one = c.layer.vjp(c.X.rows(row, row + 1));
      Layer.Gradients back = one.pullback().apply(c.dY.rows(row, row + 1));
      SUMS.check("output", one.output(), data(c.layer.apply(c.X).rows(row, row + 1)));
      SUMS.check("dX", back.input(), data(whole.input().rows(row, row + 1)));
      double[] part = Parameters.flatten(back.parameters());
      for (int i = 0; i < total.length; i++) {
        total[i] += part[i];
      }
    }
    SUMS.check("dθ", Parameters.flatten(whole.parameters()), total);
  }

  @Property
  void nothingIsKeptOrChanged(@ForAll("cases") Case c) {
    double[] theta = Parameters.get(c.layer);
    double[] x = data(c.X).clone();
    Layer.Vjp forward = c.layer.vjp(c.X);
    double[] once = Parameters.flatten(forward.pullback().apply(c.dY).parameters());
    c.layer.jvp(c.X, c.dX, c.dParameters());
    assertThat(Parameters.flatten(forward.pullback().apply(c.dY).parameters())).isEqualTo(once);
    assertThat(Parameters.get(c.layer)).isEqualTo(theta);
    assertThat(data(c.X)).isEqualTo(x);
  }

  @Property
  void parametersGoThroughOneVector(@ForAll("cases") Case c) {
    double[] theta = Parameters.get(c.layer);
    assertThat(Parameters.flatten(Parameters.unflatten(c.layer, theta))).isEqualTo(theta);
    double[] other = Parameters.flatten(c.dParameters());
    Parameters.set(c.layer, other);
    assertThat(Parameters.get(c.layer)).isEqualTo(other).hasSize(Parameters.count(c.layer));
  }

  @Property
  void oneSeedGivesOneNetwork(@ForAll long seed) {
    int[] widths = {3, 4, 2};
    Sequential one = network(widths, seed);
    assertThat(Parameters.get(one)).isEqualTo(Parameters.get(network(widths, seed)));
    assertThat(Parameters.get(one)).isNotEqualTo(Parameters.get(network(widths, seed + 1)));
  }

  private static Sequential network(int[] widths, long seed) {
    return Sequential.mlp(widths, new Relu(), Initializer.heNormal(), Seeds.generator(seed));
  }

  private static double[] applied(Case c) {
    return data(c.layer.apply(c.X));
  }

  private static double[] data(SimpleMatrix M) {
    return M.getDDRM().data;
  }
}
