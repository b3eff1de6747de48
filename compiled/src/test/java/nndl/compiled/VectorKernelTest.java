package nndl.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nndl.nn.Activation;
import nndl.nn.Elu;
import nndl.nn.Gelu;
import nndl.nn.GeluTanh;
import nndl.nn.LeakyRelu;
import nndl.nn.Relu;
import nndl.nn.Sigmoid;
import nndl.nn.Softplus;
import nndl.nn.Swish;
import nndl.nn.Tanh;
import nndl.random.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors compared with Java's functions, which the library's tests compare with PyTorch. */
class VectorKernelTest {
  private static final double TOLERANCE = 1e-12;
  private static final ActivationKernel VECTORS = new VectorKernel();

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
        new Sigmoid(),
        new Tanh(),
        new Relu(),
        new LeakyRelu(0.1),
        new LeakyRelu(-2),
        new Elu(0),
        new Elu(1.5),
        new Softplus(),
        new Swish(0),
        new Swish(1),
        new Swish(-3),
        new Swish(1.702),
        new Gelu(),
        new GeluTanh());
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
    double terms = f instanceof Swish s ? new Sigmoid().value(s.beta() * z) : 0;
    return Math.max(Math.abs(f.derivative(z)), terms);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void vectorsAgreeWithJava(Activation f) {
    Random random = new Random(1);
    double[] z = new double[65_549]; // no multiple of the length of a vector
    for (int i = 0; i < z.length; i++) {
      z[i] = i % 50 < EDGES.length ? EDGES[i % 50] : random.nextGaussian() * Math.exp(i % 9 - 3);
    }
    double[] value = new double[z.length];
    double[] derivative = new double[z.length];
    double[] sizes = Arrays.stream(z).map(x -> size(f, x)).toArray();
    ActivationKernel.SCALAR.evaluate(f, z, value, derivative, 0, z.length);
    double[] y = z.clone();
    double[] d = new double[z.length];
    VECTORS.evaluate(f, y, y, d, 0, z.length);
    assertThat(largestDifference(value, y)).isLessThan(TOLERANCE);
    assertThat(largestDifference(derivative, d, sizes)).isLessThan(TOLERANCE);
    double[] alone = new double[z.length];
    VECTORS.evaluate(f, z, alone, null, 0, z.length);
    assertThat(Arrays.equals(alone, y)).isTrue();
    value[50 * 700 + 16] += 1e-11; // where z = 1, and no value is 0
    assertThat(largestDifference(value, y)).isGreaterThan(TOLERANCE);
  }

  @Test
  void theDerivativeKeepsItsDigitsWhereTheValueIsNearOne() {
    double[] z = {40, -40, 300, -300, 36.7, 5, 1, 0};
    double[] d = new double[8];
    for (Activation f : List.of(new Sigmoid(), new Tanh())) {
      VECTORS.evaluate(f, z, new double[8], d, 0, 8);
      for (int i = 0; i < 8; i++) {
        assertThat(difference(f.derivative(z[i]), d[i], f.derivative(z[i]))).isLessThan(TOLERANCE);
      }
    }
  }

  @Test
  void theBitsAreTheSameBeforeAndAfterCompilation() {
    double[] z = Seeds.generator(1).doubles(1000, -20, 20).toArray();
    for (Activation f :
        List.of(new Sigmoid(), new Tanh(), new LeakyRelu(0.1), new Elu(1.5), new Swish(1))) {
      double[][] first = new double[2][z.length];
      VECTORS.evaluate(f, z, first[0], first[1], 0, z.length);
      for (int call = 0; call < 3000; call++) {
        double[][] now = new double[2][z.length];
        VECTORS.evaluate(f, z, now[0], now[1], 0, z.length);
        assertThat(Arrays.equals(now[0], first[0]) && Arrays.equals(now[1], first[1])).isTrue();
      }
    }
  }
}
