package nndl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nndl.Agreement;
import nndl.linalg.Linalg;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataTest {
  private static final SimpleMatrix CENTRES = new SimpleMatrix(2, 3, true, 0.0, 0, 0, 5, 5, -5);

  static Stream<LongFunction<Dataset>> seeded() {
    return Stream.of(
        seed -> Datasets.twoMoons(30, 0.1, seed),
        seed -> Datasets.spirals(3, 20, 1.5, 0.05, seed),
        seed -> Datasets.blobs(CENTRES, 20, 1, seed),
        seed -> Datasets.linear(20, new double[] {1, -2}, 3, 0.1, seed),
        seed -> Iris.dataset().split(0.8, seed).train());
  }

  @ParameterizedTest
  @MethodSource("seeded")
  void aSeedSetsEveryBit(LongFunction<Dataset> make) {
    assertThat(make.apply(5).X().getDDRM().data).isEqualTo(make.apply(5).X().getDDRM().data);
    assertThat(make.apply(5).Y().getDDRM().data).isEqualTo(make.apply(5).Y().getDDRM().data);
    assertThat(make.apply(5).X().getDDRM().data).isNotEqualTo(make.apply(6).X().getDDRM().data);
  }

  @Test
  void xorIsTheTable() {
    Dataset xor = Datasets.xor();
    for (int i = 0; i < 4; i++) {
      assertThat(2 * xor.X().get(i, 0) + xor.X().get(i, 1)).isEqualTo(i);
      assertThat(xor.Y().get(i)).isEqualTo((i >> 1 ^ i) & 1);
    }
    assertThat(xor).hasToString("4 samples, 2 inputs, 1 targets");
  }

  @Test
  void moonsAndSpiralsLieOnTheirCurves() {
    Dataset moons = Datasets.twoMoons(50, 0, 1);
    for (int i = 0; i < 100; i++) {
      double x = moons.X().get(i, 0) - (i < 50 ? 0 : 1);
      double y = moons.X().get(i, 1) - (i < 50 ? 0 : 0.5);
      assertThat(x * x + y * y).isEqualTo(1, within(1e-14));
      assertThat(i < 50 ? y : -y).isGreaterThanOrEqualTo(-1e-15);
      assertThat(moons.Y().get(i)).isEqualTo(i / 50);
    }
    Dataset spirals = Datasets.spirals(2, 10, 1, 0, 1);
    // two arms are each other turned by half a turn, and end at (±1, 0)
    for (int i = 0; i < 10; i++) {
      SimpleMatrix opposite = spirals.X().getRow(i).plus(spirals.X().getRow(10 + i));
      assertThat(opposite.elementMaxAbs()).isLessThan(1e-14);
      assertThat(spirals.X().getRow(i).normF()).isEqualTo((i + 1) / 10.0, within(1e-14));
    }
    assertThat(spirals.X().get(9, 0)).isEqualTo(1, within(1e-14));
    assertThat(spirals.target(1).Y().get(9)).isZero();
    assertThat(spirals.target(1).Y().get(10)).isEqualTo(1);
  }

  @Test
  void blobsSpreadAboutTheirCentres() {
    Dataset blobs = Datasets.blobs(CENTRES, 4000, 0.5, 3);
    SimpleMatrix second = blobs.X().rows(4000, 8000);
    Standardization measured = Standardization.of(second);
    for (int j = 0; j < 3; j++) {
      // standard errors 0.008 and 0.006
      assertThat(measured.mean().get(j)).isEqualTo(CENTRES.get(1, j), within(0.04));
      assertThat(measured.sd().get(j)).isEqualTo(0.5, within(0.03));
    }
    assertThat(Linalg.columnSums(blobs.Y()).getDDRM().data).containsExactly(4000, 4000);
  }

  @Test
  void linearTargetsAreLinear() {
    double[] w = {1, -2, 0.5};
    Dataset exact = Datasets.linear(30, w, 3, 0, 9);
    SimpleMatrix fitted = exact.X().mult(new SimpleMatrix(3, 1, true, w)).plus(3);
    Agreement.ROUNDING.check("y", exact.Y(), fitted.getDDRM().data);
    Dataset noisy = Datasets.linear(4000, w, 3, 0.2, 9);
    SimpleMatrix rest = noisy.Y().minus(noisy.X().mult(new SimpleMatrix(3, 1, true, w)));
    assertThat(Standardization.of(rest).mean().get(0)).isEqualTo(3, within(0.02));
    assertThat(Standardization.of(rest).sd().get(0)).isEqualTo(0.2, within(0.015));
    SimpleMatrix moved = exact.shifted(10).Y().minus(exact.Y());
    assertThat(moved.minus(10).elementMaxAbs()).isLessThan(1e-14);
  }

  @Property(tries = 200)
  void aSplitIsAPartition(@ForAll @IntRange(min = 2, max = 60) int n, @ForAll long seed) {
    double[] numbers = new double[n];
    Arrays.setAll(numbers, i -> i);
    SimpleMatrix column = new SimpleMatrix(n, 1, true, numbers);
    Dataset.Split split = new Dataset(column, column.scale(2)).split(0.5, seed);
    assertThat(split.train().size()).isEqualTo((n + 1) / 2);
    SimpleMatrix both = split.train().X().concatRows(split.test().X());
    double[] sorted = both.getDDRM().data.clone();
    Arrays.sort(sorted);
    assertThat(sorted).isEqualTo(numbers);
    assertThat(split.test().Y().minus(split.test().X().scale(2)).elementMaxAbs()).isZero();
  }

  @Test
  void standardizedColumnsHaveMeanZeroAndDeviationOne() {
    Dataset iris = Iris.dataset();
    Standardization scaling = Standardization.of(iris.X());
    Dataset standard = iris.withInputs(scaling.apply(iris.X()));
    Standardization again = Standardization.of(standard.X());
    assertThat(again.mean().elementMaxAbs()).isLessThan(1e-14);
    assertThat(again.sd().minus(1).elementMaxAbs()).isLessThan(1e-14);
    assertThat(standard.Y()).isSameAs(iris.Y());
  }

  @Test
  void irisIsFishersTable() throws IOException {
    assertThat(Iris.table().columnNames())
        .containsExactly("sepal length", "sepal width", "petal length", "petal width", "species");
    Dataset iris = Iris.dataset();
    assertThat(iris.size()).isEqualTo(150);
    assertThat(Linalg.columnSums(iris.Y()).getDDRM().data).containsExactly(50, 50, 50);
    // the means in cm that Fisher gives in his table 2
    double[] means = {
      5.006, 3.428, 1.462, 0.246, 5.936, 2.77, 4.26, 1.326, 6.588, 2.974, 5.552, 2.026
    };
    for (int k = 0; k < 3; k++) {
      SimpleMatrix mean = Standardization.of(iris.X().rows(50 * k, 50 * k + 50)).mean();
      new Agreement(1e-12, 0)
          .check("species " + k, mean, Arrays.copyOfRange(means, 4 * k, 4 * k + 4));
    }
    // the two flowers in which another circulating copy is wrong
    assertThat(iris.X().getRow(34).getDDRM().data).containsExactly(4.9, 3.1, 1.5, 0.2);
    assertThat(iris.X().getRow(37).getDDRM().data).containsExactly(4.9, 3.6, 1.4, 0.1);
    try (InputStream source = Iris.class.getResourceAsStream("iris-source.txt")) {
      assertThat(new String(source.readAllBytes(), StandardCharsets.UTF_8))
          .contains("Fisher", "BSD 3-Clause License");
    }
  }
}
