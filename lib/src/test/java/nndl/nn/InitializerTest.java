package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import nndl.random.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
  private static final int IN = 200;
  private static final int OUT = 300;

  static Stream<Arguments> variances() {
    return Stream.of(
        Arguments.of(Initializer.zeros(), 0.0),
        Arguments.of(Initializer.normal(0.2), 0.04),
        Arguments.of(Initializer.uniform(0.6), 0.12), // limit²/3
        Arguments.of(Initializer.xavierNormal(), 2.0 / (IN + OUT)),
        Arguments.of(Initializer.xavierUniform(), 2.0 / (IN + OUT)),
        Arguments.of(Initializer.heNormal(), 2.0 / IN),
        Arguments.of(Initializer.heUniform(), 2.0 / IN),
        Arguments.of(Initializer.lecunNormal(), 1.0 / IN));
  }

  @ParameterizedTest
  @MethodSource("variances")
  void hasMeanZeroAndItsVariance(Initializer initializer, double variance) {
    double[] w = initializer.create(IN, OUT, Seeds.generator(5)).getDDRM().data;
    double mean = Arrays.stream(w).average().orElseThrow();
    double measured = Arrays.stream(w).map(x -> x * x).average().orElseThrow();
    // 60000 elements: the standard error of the mean is 0.004 sd, of the variance at most 0.006
    assertThat(mean).isCloseTo(0, within(0.02 * Math.sqrt(variance)));
    assertThat(measured).isCloseTo(variance, within(0.03 * variance));
  }

  @Test
  void uniformStaysWithinItsLimit() {
    double[] w = Initializer.uniform(0.25).create(IN, OUT, Seeds.generator(1)).getDDRM().data;
    assertThat(Arrays.stream(w).min().orElseThrow()).isBetween(-0.25, -0.249);
    assertThat(Arrays.stream(w).max().orElseThrow()).isBetween(0.249, 0.25);
  }

  @Test
  void constantsAndNames() {
    Dense layer =
        Dense.of(2, 3, Initializer.constant(0.5), Initializer.constant(-1), Seeds.generator(0));
    assertThat(layer.W().getDDRM().data).containsOnly(0.5).hasSize(6);
    assertThat(layer.b().getDDRM().data).containsOnly(-1).hasSize(3);
    assertThat(Initializer.heNormal()).hasToString("He normal");
  }
}
