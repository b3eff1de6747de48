package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nndl.Samples;
import nndl.linalg.Ranges;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations where a formula overflows, cancels or meets 0 · ∞. */
class ActivationLimitsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Offset<Double> EXACTLY = within(0.0); // where −0.0 is 0

  static Stream<Activation> all() {
    return Stream.concat(
        Samples.activations().values().stream(),
        Stream.of(new Swish(0), new Swish(-2), new Elu(0)));
  }

  /** Of every activation: f at −∞ and ∞, f′ at −∞ and ∞; f″ vanishes at both. */
  @ParameterizedTest
  @CsvSource({
    "identity, -Infinity, Infinity, 1, 1",
    "sigmoid, 0, 1, 0, 0",
    "tanh, -1, 1, 0, 0",
    "ReLU, 0, Infinity, 0, 1",
    "leaky ReLU 0.1, -Infinity, Infinity, 0.1, 1",
    "ELU 1.5, -1.5, Infinity, 0, 1",
    "ELU 0.0, 0, Infinity, 0, 1",
    "softplus, 0, Infinity, 0, 1",
    "Swish, 0, Infinity, 0, 1",
    "Swish 2.5, 0, Infinity, 0, 1",
    "Swish 1.702, 0, Infinity, 0, 1",
    "Swish 0.0, -Infinity, Infinity, 0.5, 0.5",
    "Swish -2.0, -Infinity, 0, 1, 0",
    "GELU, 0, Infinity, 0, 1",
    "GELU by tanh, 0, Infinity, 0, 1"
  })
  void isItsLimitAtInfinity(String name, double low, double high, double low1, double high1) {
    Activation f = all().filter(a -> a.toString().equals(name)).findFirst().orElseThrow();
    assertThat(f.value(-INF)).isCloseTo(low, EXACTLY);
    assertThat(f.value(INF)).isCloseTo(high, EXACTLY);
    assertThat(f.derivative(-INF)).isCloseTo(low1, EXACTLY);
    assertThat(f.derivative(INF)).isCloseTo(high1, EXACTLY);
    assertThat(f.secondDerivative(-INF)).isZero();
    assertThat(f.secondDerivative(INF)).isZero();
  }

  @Test
  void theTableAboveLeavesNoneOut() throws NoSuchMethodException {
    String[] rows =
        ActivationLimitsTest.class
            .getDeclaredMethod(
                "isItsLimitAtInfinity",
                String.class,
                double.class,
                double.class,
                double.class,
                double.class)
            .getAnnotation(CsvSource.class)
            .value();
    Set<String> told = Stream.of(rows).map(r -> r.split(",")[0]).collect(Collectors.toSet());
    assertThat(told).isEqualTo(new HashSet<>(all().map(Activation::toString).toList()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isFiniteForEveryNumberUpToAThousand(Activation f) {
    for (double z : Ranges.linear(-1000, 1000, 20_001)) {
      assertThat(List.of(f.value(z), f.derivative(z), f.secondDerivative(z)))
          .as("%s at %s", f, z)
          .allMatch(Double::isFinite);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void leavesNaNNaN(Activation f) {
    assertThat(f.value(Double.NaN)).isNaN();
    boolean line = f.equals(new Identity()); // its derivatives ask for no number
    assertThat(Double.isNaN(f.derivative(Double.NaN))).isNotEqualTo(line);
    assertThat(Double.isNaN(f.secondDerivative(Double.NaN))).isNotEqualTo(line);
  }
}
