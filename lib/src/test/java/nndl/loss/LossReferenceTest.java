package nndl.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import nndl.Agreement;
import nndl.Reference;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossReferenceTest {
  // PyTorch's σ(z) − t and softmax − t lose an ulp of 1 where the two are close
  private static final Agreement TORCH = new Agreement(1e-12, 4e-16);
  private final Reference reference = Reference.read("losses");
  private final SimpleMatrix logits = reference.matrix("logits", 3);

  static Stream<Arguments> losses() {
    Loss squared = new SquaredError(Reduction.SUM);
    Loss binary = new BinaryCrossEntropy(Reduction.SUM);
    Loss softmax = new SoftmaxCrossEntropy(Reduction.SUM);
    return Stream.of(
        Arguments.of("squared", squared, "real targets", 1),
        Arguments.of("binary", binary, "binary targets", 1),
        Arguments.of("softmax class", softmax, "class targets", 1),
        Arguments.of("softmax soft", softmax, "soft targets", 1),
        // the factors that the Javadoc tells, k = 3
        Arguments.of("squared, mean of elements", new SquaredError(), "real targets", 2.0 / 3),
        Arguments.of(
            "binary, mean of elements", new BinaryCrossEntropy(), "binary targets", 1.0 / 3),
        Arguments.of("softmax class, mean", new SoftmaxCrossEntropy(), "class targets", 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void agreesWithPyTorchUpToLogitsOf800(String name, Loss loss, String targets, double factor) {
    SimpleMatrix T = reference.matrix(targets, 3);
    Loss.ValueAndGradient l = loss.valueAndGradient(logits, T);
    TORCH.check("value", factor * l.value(), reference.row(name + " value")[0]);
    TORCH.check("gradient", l.gradient().scale(factor), reference.row(name + " gradient"));
    assertThat(loss.value(logits, T)).isEqualTo(l.value());
  }

  @Test
  void binaryGradientKeepsItsDigitsNextToTheTarget() {
    // −σ(−30) = −1 / (1 + e³⁰): as σ(30) − 1 it would have three digits
    SimpleMatrix z = new SimpleMatrix(1, 1, true, 30);
    SimpleMatrix one = new SimpleMatrix(1, 1, true, 1);
    double gradient = new BinaryCrossEntropy().valueAndGradient(z, one).gradient().get(0);
    Agreement.ROUNDING.check("gradient", gradient, -9.357622968839299e-14);
  }

  @Test
  void softmaxGradientIsThatOfATargetALittleOffOne() {
    // of −Σ tₖ log softmax(z)ₖ it is (Σ t) softmax(z) − t, whatever Σ t
    SimpleMatrix z = new SimpleMatrix(1, 2);
    SimpleMatrix t = new SimpleMatrix(1, 2, true, 1, 8e-7);
    SimpleMatrix g = new SoftmaxCrossEntropy().valueAndGradient(z, t).gradient();
    Agreement.ROUNDING.check("gradient", g, new double[] {-0.4999996, 0.4999996});
  }

  @Test
  void lossesOfInfiniteLogitsAreTheirLimits() {
    SimpleMatrix z = new SimpleMatrix(1, 2, true, Double.POSITIVE_INFINITY, -1 / 0.0);
    SimpleMatrix right = new SimpleMatrix(1, 2, true, 1, 0);
    SimpleMatrix wrong = new SimpleMatrix(1, 2, true, 0, 1);
    assertThat(new BinaryCrossEntropy().value(z, right)).isZero();
    assertThat(new BinaryCrossEntropy().value(z, wrong)).isInfinite();
    SimpleMatrix never = new SimpleMatrix(1, 2, true, 0, Double.NEGATIVE_INFINITY);
    assertThat(new SoftmaxCrossEntropy().value(never, right)).isZero();
    assertThat(new SoftmaxCrossEntropy().value(never, wrong)).isInfinite();
  }

  @Test
  void aLossMayBeALambda() {
    Loss own = (Y, T) -> new Loss.ValueAndGradient(7, Y.minus(T));
    assertThat(own.value(logits, logits)).isEqualTo(7);
  }
}
