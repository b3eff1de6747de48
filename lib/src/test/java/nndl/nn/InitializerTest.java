package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nndl.Agreement;
import nndl.Reference;
import nndl.linalg.Linalg;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
        Arguments.of(Initializer.lecunNormal(), 1.0 / IN),
        Arguments.of(Initializer.lecunUniform(), 1.0 / IN),
        Arguments.of(Initializer.orthogonal(2), 4.0 / OUT));
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

  @Test
  void drawsOnTheScaleOfPyTorch() {
    Reference reference = Reference.read("scales");
    for (Initializer initializer :
        List.of(
            Initializer.xavierNormal(),
            Initializer.xavierUniform(),
            Initializer.heNormal(),
            Initializer.heUniform(),
            Initializer.lecunNormal(),
            Initializer.lecunUniform())) {
      boolean normal = initializer.toString().endsWith("normal");
      Initializer unit = normal ? Initializer.normal(1) : Initializer.uniform(1);
      for (int[] fans : new int[][] {{200, 300}, {50, 7}}) {
        // the same seed draws the same numbers, on another scale
        double drawn = initializer.create(fans[0], fans[1], Seeds.generator(3)).get(0);
        double ofUnit = unit.create(fans[0], fans[1], Seeds.generator(3)).get(0);
        String key = initializer + " " + fans[0] + " " + fans[1];
        Agreement.ROUNDING.check(key, drawn / ofUnit, reference.row(key)[0]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "7, 3", "3, 7", "1, 4", "4, 1", "1, 1", "60, 40"})
  void orthogonalKeepsLengths(int in, int out) {
    SimpleMatrix W = Initializer.orthogonal(1.5).create(in, out, Seeds.generator(9));
    assertThat(Linalg.shape(W)).isEqualTo(in + "×" + out);
    SimpleMatrix product = in >= out ? Linalg.multiplyTransA(W, W) : Linalg.multiplyTransB(W, W);
    SimpleMatrix expected = SimpleMatrix.identity(Math.min(in, out)).scale(2.25);
    new Agreement(0, 1e-13).check("WᵀW", product, expected.getDDRM().data);
  }

  @Test
  void orthogonalIsUniformOnTheGroup() {
    // each element of a uniform 3×3 orthogonal matrix has mean 0, variance ⅓ and fourth moment ⅕
    int draws = 20_000;
    Random random = Seeds.generator(4);
    SimpleMatrix sum = new SimpleMatrix(3, 3);
    SimpleMatrix squares = new SimpleMatrix(3, 3);
    double determinants = 0;
    for (int i = 0; i < draws; i++) {
      SimpleMatrix W = Initializer.orthogonal().create(3, 3, random);
      sum = sum.plus(W);
      squares = squares.plus(W.elementMult(W));
      determinants += W.determinant();
    }
    // standard errors: 0.0041 of the means, 0.0021 of the variances, 0.0071 of the determinant
    new Agreement(0, 0.02).check("mean", sum.divide(draws), new double[9]);
    double[] third = new double[9];
    Arrays.fill(third, 1.0 / 3);
    new Agreement(0, 0.01).check("variance", squares.divide(draws), third);
    assertThat(determinants / draws).isCloseTo(0, within(0.03));
  }

  @Test
  void orthogonalSaysItsGain() {
    assertThat(Initializer.orthogonal()).hasToString("orthogonal");
    assertThat(Initializer.orthogonal(1.5)).hasToString("orthogonal, gain 1.5");
    assertThat(Initializer.orthogonal(0).create(2, 2, Seeds.generator(0)).elementMaxAbs()).isZero();
  }
}
