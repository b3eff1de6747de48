package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import nndl.Agreement;
import nndl.Reference;
import nndl.Samples;
import nndl.gradient.GradientCheck;
import nndl.linalg.Ranges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationReferenceTest {
  // PyTorch loses digits in 1 − σ, 1 − tanh² and the like: an ulp of 1, times β²|x|
  private static final Agreement TORCH = new Agreement(1e-12, 2e-14);
  // e⁻³⁰⁰ costs 300 ulps; commons-math's erfc is good to some 1e-13; 1e-300 is where e⁻ᶻ ends
  private static final Agreement TAILS = new Agreement(1e-12, 1e-300);

  static Stream<String> names() {
    return Samples.activations().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithPyTorch(String name) {
    agree(Reference.read("activations"), TORCH, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sigmoid",
        "tanh",
        "elu 1.5",
        "softplus",
        "swish 1",
        "swish 2.5",
        "gelu",
        "gelu tanh",
        "gelu sigmoid"
      })
  void keepsItsDigitsInTheTails(String name) {
    agree(Reference.read("tails"), TAILS, name);
  }

  private static void agree(Reference reference, Agreement agreement, String name) {
    Activation f = Samples.activations().get(name);
    double[] x = reference.row("x");
    agreement.check(name, map(x, f::value), reference.row(name + " value"));
    agreement.check(name + "′", map(x, f::derivative), reference.row(name + " first"));
    double[] second = reference.row(name + " second").clone();
    int zero = Arrays.binarySearch(x, 0);
    if (name.equals("elu 1.5") && zero >= 0) {
      second[zero] = 1.5; // f″ jumps there: PyTorch takes it from the right, we from the left
    }
    agreement.check(name + "″", map(x, f::secondDerivative), second);
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    // minimum of Swish: −x with x + 1 = the Lambert W of 1/e; of GELU: Φ + xφ = 0
    "swish 1, -1.2784645427610738, -0.2784645427610738",
    "gelu, -0.7517915247, -0.1699712075"
  })
  void hasItsKnownMinimum(String name, double at, double minimum) {
    Activation f = Samples.activations().get(name);
    assertThat(f.value(at)).isCloseTo(minimum, within(1e-9));
    assertThat(f.derivative(at)).isCloseTo(0, within(1e-9));
  }

  @Test
  void swishByItsParameter() {
    Swish f = new Swish(2.5);
    for (Agreement agreement : List.of(TORCH, TAILS)) {
      Reference reference = Reference.read(agreement == TORCH ? "activations" : "tails");
      double[] byBeta = map(reference.row("x"), f::derivativeByBeta);
      agreement.check("∂/∂β", byBeta, reference.row("swish 2.5 by beta"));
    }
    assertThat(f.derivativeByBeta(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(f.derivativeByBeta(Double.POSITIVE_INFINITY)).isZero();
    assertThat(f.derivativeByBeta(Double.NaN)).isNaN();
  }

  @Test
  void approximationsOfGeluAreAsFarFromItAsIsKnown() {
    assertThat(largestDistance(new GeluTanh(), 2.699)).isCloseTo(4.7324e-4, within(5e-9));
    assertThat(largestDistance(new Swish(1.702), 2.270)).isCloseTo(2.0335e-2, within(5e-7));
  }

  private static double largestDistance(Activation f, double near) {
    Gelu gelu = new Gelu();
    double[] far = Ranges.linear(-1000, 1000, 200_001);
    double[] close = Ranges.linear(near - 0.005, near + 0.005, 1001);
    DoubleUnaryOperator distance = z -> Math.abs(f.value(z) - gelu.value(z));
    double largest = Arrays.stream(close).map(distance).max().orElseThrow();
    assertThat(Arrays.stream(far).map(distance).max().orElseThrow()).isLessThan(largest + 1e-9);
    return largest;
  }

  @Test
  void unknownSecondDerivativesAreDifferences() {
    Activation cube = Activation.of("cube", z -> z * z * z, z -> 3 * z * z);
    for (double z : new double[] {-100, -1, 0, 0.5, 1000}) {
      new Agreement(1e-9, 1e-9).check("6z", cube.secondDerivative(z), 6 * z);
    }
  }

  @Test
  void derivativeOfSwishByDifferencesOfItsOwnValue() {
    Activation f = new Swish(2.5);
    GradientCheck check =
        GradientCheck.of(
            x -> f.value(x[0]), x -> new double[] {f.derivative(x[0])}, new double[] {0.3});
    assertThat(check.agrees(1e-9)).as(check.toString()).isTrue();
  }
}
