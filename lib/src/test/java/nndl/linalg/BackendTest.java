package nndl.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nndl.Samples;
import nndl.nn.Activation;
import nndl.nn.Swish;
import nndl.random.Seeds;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fast form is held against Java's, which is held against PyTorch elsewhere. */
class BackendTest {
  static final double TOLERANCE = 1e-12;

  private static final double[] EDGES = {
    0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    -1e-310,
    1e-310,
    1e-200,
    -1e-20,
    1e-9,
    -1e-4,
    0.3,
    -0.5,
    1,
    -1,
    17,
    -19,
    36,
    -37,
    300,
    -350,
    372,
    708,
    -708,
    709.7,
    -709.9,
    710,
    -720,
    745,
    -745.2,
    746,
    1e4,
    -1e5,
    1e300,
    -Double.MAX_VALUE
  };

  static List<Activation> activations() {
    return List.of(
        Activation.sigmoid(),
        Activation.tanh(),
        Activation.relu(),
        Activation.leakyRelu(0.1),
        Activation.leakyRelu(-2),
        Activation.elu(0),
        Activation.elu(1.5),
        Activation.softplus(),
        Activation.swish(0),
        Activation.swish(1),
        Activation.swish(-3),
        Activation.geluSigmoid(),
        Activation.gelu(),
        Activation.geluTanh());
  }

  /** The difference relative to the size; below 1e-303 Java's σ, of e⁷¹⁰ = ∞, is 0 too early. */
  private static double difference(double expected, double actual, double size) {
    if (Double.compare(expected, actual) == 0 || expected == actual) {
      return 0;
    }
    double scale = Math.max(Math.abs(size), 1e-303 / TOLERANCE);
    double difference = Math.abs(expected - actual) / scale;
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  private static double largestDifference(double[] expected, double[] actual) {
    return largestDifference(expected, actual, expected);
  }

  private static double largestDifference(double[] expected, double[] actual, double[] sizes) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, difference(expected[i], actual[i], sizes[i]));
    }
    return largest;
  }

  /** The size of f′, or of the larger of two terms where they cancel. */
  private static double size(Activation f, double z) {
    double terms = f instanceof Swish s ? Activation.sigmoid().value(s.beta() * z) : 0;
    return Math.max(Math.abs(f.derivative(z)), terms);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void mapsAgreeWithJava(Activation f) {
    Random random = new Random(1);
    double[] z = new double[Backend.LARGE_MAP + 13]; // the end of no vector
    for (int i = 0; i < z.length; i++) {
      z[i] = i % 50 < EDGES.length ? EDGES[i % 50] : random.nextGaussian() * Math.exp(i % 9 - 3);
    }
    SimpleMatrix Z = SimpleMatrix.wrap(DMatrixRMaj.wrap(1, z.length, z));
    SimpleMatrix ones = Linalg.map(Z, (double x) -> 1);
    double[] value = Linalg.map(Z, (double x) -> f.value(x)).getDDRM().data;
    double[] sizes = Linalg.map(Z, (double x) -> size(f, x)).getDDRM().data;
    double[] derivative = Linalg.map(Z, (double x) -> f.derivative(x)).getDDRM().data;
    assertThat(largestDifference(value, f.apply(Z).getDDRM().data)).isLessThan(TOLERANCE);
    assertThat(largestDifference(value, f.vjp(Z).output().getDDRM().data)).isLessThan(TOLERANCE);
    double[] back = f.vjp(Z).pullback().apply(ones).input().getDDRM().data;
    assertThat(largestDifference(derivative, back, sizes)).isLessThan(TOLERANCE);
    double[] along = f.jvp(Z, ones).tangent().getDDRM().data;
    assertThat(largestDifference(derivative, along, sizes)).isLessThan(TOLERANCE);
    value[50 * 700 + 16] += 1e-11; // where z = 1, and no value is 0
    assertThat(largestDifference(value, f.apply(Z).getDDRM().data)).isGreaterThan(TOLERANCE);
  }

  @Test
  void theDerivativeKeepsItsDigitsWhereTheValueIsNearOne() {
    double[] z = {40, -40, 300, -300, 36.7, 5, 1, 0};
    double[] y = new double[8];
    double[] d = new double[8];
    Evaluator evaluator = Backend.chosen().evaluator();
    assumeTrue(evaluator != null, Linalg.backend());
    for (Activation f : List.of(Activation.sigmoid(), Activation.tanh())) {
      evaluator.evaluate(f, z, y, d, 0, 8);
      for (int i = 0; i < 8; i++) {
        assertThat(difference(f.derivative(z[i]), d[i], f.derivative(z[i]))).isLessThan(TOLERANCE);
      }
    }
  }

  @Test
  void smallMatricesAreJavasToTheBit() {
    SimpleMatrix A = Samples.normal(127, 128, 1);
    SimpleMatrix B = Samples.normal(128, 128, 2);
    DMatrixRMaj C = new DMatrixRMaj(127, 128);
    Products.JAVA.multiply(A.getDDRM(), B.getDDRM(), C, (from, to) -> {});
    assertThat(Linalg.multiply(A, B).getDDRM().data).containsExactly(C.data);
    Activation f = Activation.sigmoid();
    assertThat(f.apply(A).getDDRM().data)
        .containsExactly(Linalg.map(A, (double z) -> f.value(z)).getDDRM().data);
    assertThat(Linalg.valueAndDerivative(A, f)).isEmpty();
  }

  // comparing lists of a quarter of a million, AssertJ would look for each number everywhere
  static void sameBits(double[] actual, double[] expected) {
    assertThat(Arrays.equals(actual, expected)).isTrue();
  }

  @Test
  void theBitsAreTheSameBeforeAndAfterCompilation() {
    double[] z = Seeds.generator(1).doubles(1000, -20, 20).toArray();
    Evaluator evaluator = Backend.chosen().evaluator();
    assumeTrue(evaluator != null, Linalg.backend());
    for (Activation f : activations()) {
      if (evaluator.knows(f.formula())) {
        double[][] first = new double[2][z.length];
        evaluator.evaluate(f, z, first[0], first[1], 0, z.length);
        for (int call = 0; call < 3000; call++) {
          double[][] now = new double[2][z.length];
          evaluator.evaluate(f, z, now[0], now[1], 0, z.length);
          sameBits(now[0], first[0]);
          sameBits(now[1], first[1]);
        }
      }
    }
  }

  @Test
  void aFunctionThatCountsItsCallsIsCalledInOrder() {
    int[] calls = {0};
    Activation counting = Activation.of("count", z -> calls[0]++, z -> 1);
    double[] counted = counting.apply(Samples.normal(600, 600, 1)).getDDRM().data;
    assertThat(counted[0]).isZero();
    assertThat(counted).isSorted();
  }

  @Test
  void shapesThatDoNotAgreeAreRefusedAtAnySize() {
    for (int n : new int[] {3, 400}) {
      SimpleMatrix A = Samples.normal(n, n, 1);
      SimpleMatrix B = Samples.normal(n + 1, n, 2);
      assertThatThrownBy(() -> Linalg.multiply(A, B)).isInstanceOf(MatrixDimensionException.class);
      assertThatThrownBy(() -> Linalg.multiplyTransA(A, B))
          .isInstanceOf(MatrixDimensionException.class);
      assertThatThrownBy(() -> Linalg.multiplyTransB(A, B.transpose()))
          .isInstanceOf(MatrixDimensionException.class);
    }
  }
}
