package nndl.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import nndl.Samples;
import nndl.gradient.GradientCheck;
import nndl.linalg.Linalg;
import nndl.loss.BinaryCrossEntropy;
import nndl.loss.L2Penalty;
import nndl.loss.Loss;
import nndl.loss.Penalty;
import nndl.loss.Reduction;
import nndl.loss.SoftmaxCrossEntropy;
import nndl.loss.SquaredError;
import nndl.nn.Activation;
import nndl.nn.PRelu;
import nndl.nn.Sequential;
import nndl.nn.Sigmoid;
import org.ejml.simple.SimpleMatrix;

/** The gradient check of every activation with every loss, shapes and numbers at random. */
class ModelLossPropertiesTest {
  private static final List<Loss> LOSSES =
      List.of(
          new SquaredError(),
          new SquaredError(Reduction.SUM),
          new BinaryCrossEntropy(),
          new BinaryCrossEntropy(Reduction.SUM),
          new SoftmaxCrossEntropy(),
          new SoftmaxCrossEntropy(Reduction.SUM));

  @Property(tries = 40)
  void gradientsAgreeWithDifferences(
      @ForAll @Size(4) List<@IntRange(min = 1, max = 4) Integer> widths,
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll long seed) {
    int[] w = widths.stream().mapToInt(Integer::intValue).toArray();
    SimpleMatrix X = Samples.normal(n, w[0], seed + 1);
    for (Activation activation : Samples.activations().values()) {
      Sequential model = Samples.network(activation, seed, w);
      // differences across the kink of a rectifier are not the derivative on either side
      Assume.that(distanceFromKink(model, X) > 1e-3);
      for (Loss loss : LOSSES) {
        ModelLoss f = new ModelLoss(model, loss, X, targets(loss, n, w[3], seed + 2));
        double[] theta = f.theta();
        GradientCheck check = GradientCheck.of(f::value, f::gradient, theta);
        assertThat(check.agrees(1e-5)).as(activation + ", " + loss + ": " + check).isTrue();
        assertThat(f.theta()).isEqualTo(theta);
      }
    }
  }

  @Property(tries = 40)
  void soDoThoseOfResidualNetworksWithPenalties(
      @ForAll @Size(3) List<@IntRange(min = 1, max = 4) Integer> widths,
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll @DoubleRange(min = 0, max = 2) double lambda,
      @ForAll long seed) {
    int width = widths.get(1);
    SimpleMatrix X = Samples.normal(n, widths.get(0), seed + 1);
    for (PRelu slopes : List.of(PRelu.shared(-0.3), PRelu.perUnit(width, 0.25))) {
      Sequential model = Samples.residualNetwork(slopes, seed, widths.get(0), width, widths.get(2));
      Assume.that(Linalg.map(model.outputs(X).get(0), Math::abs).elementMin() > 1e-3);
      for (Loss loss : LOSSES) {
        SimpleMatrix Y = targets(loss, n, widths.get(2), seed + 2);
        for (Penalty p : List.of(L2Penalty.ofWeights(lambda), L2Penalty.ofAll(lambda))) {
          ModelLoss f = new ModelLoss(model, loss.plus(p), X, Y);
          GradientCheck check = GradientCheck.of(f::value, f::gradient, f.theta());
          assertThat(check.agrees(1e-5)).as(f.loss() + ": " + check).isTrue();
        }
      }
    }
  }

  private static double distanceFromKink(Sequential model, SimpleMatrix X) {
    List<SimpleMatrix> outputs = model.outputs(X);
    double least = Double.POSITIVE_INFINITY;
    for (int l = 0; l < outputs.size() - 1; l += 2) {
      least = Math.min(least, Linalg.map(outputs.get(l), Math::abs).elementMin());
    }
    return least;
  }

  private static SimpleMatrix targets(Loss loss, int n, int k, long seed) {
    SimpleMatrix T = Samples.normal(n, k, seed);
    if (loss instanceof SquaredError) {
      return T;
    }
    SimpleMatrix P = Linalg.map(T, new Sigmoid()::value);
    for (int i = 0; loss instanceof SoftmaxCrossEntropy && i < n; i++) {
      P.setRow(i, P.getRow(i).divide(P.getRow(i).elementSum()));
    }
    return P;
  }
}
