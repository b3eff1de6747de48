package nndl.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nndl.linalg.Linalg;
import nndl.nn.Initializer;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** OpenBLAS on arrays and on copies, compared with EJML. */
class GemmTest {
  // relative to the sum of the sizes of all products: 130 of them round by 130 · 1.1e-16 at most
  private static final double TOLERANCE = 1e-13;

  private static final List<Gemm> ALL = List.of(OpenBlas.load(), OpenBlas.onCopies());
  private static final int BEFORE = 3;

  private static SimpleMatrix normal(int rows, int columns, long seed) {
    return Initializer.normal(1).create(rows, columns, Seeds.generator(seed));
  }

  /** The numbers of a matrix behind a few others that must stay as they are. */
  private static double[] shifted(SimpleMatrix M) {
    double[] array = new double[BEFORE + M.getNumElements() + 1];
    Arrays.fill(array, 7);
    System.arraycopy(M.getDDRM().data, 0, array, BEFORE, M.getNumElements());
    return array;
  }

  private static double disagreement(double[] actual, SimpleMatrix expected, SimpleMatrix sizes) {
    double largest = 0;
    for (int i = 0; i < expected.getNumElements(); i++) {
      double difference = Math.abs(actual[BEFORE + i] - expected.get(i));
      largest = Math.max(largest, difference / sizes.get(i));
    }
    assertThat(actual[0] == 7 && actual[BEFORE - 1] == 7 && actual[actual.length - 1] == 7)
        .as("the numbers around the rows")
        .isTrue();
    return largest;
  }

  private static SimpleMatrix abs(SimpleMatrix M) {
    return Linalg.map(M, Math::abs);
  }

  @Property(tries = 40)
  void productsAgreeWithEjml(
      @ForAll @IntRange(min = 1, max = 130) int n,
      @ForAll @IntRange(min = 1, max = 130) int k,
      @ForAll @IntRange(min = 1, max = 130) int m) {
    SimpleMatrix A = normal(n, k, n);
    SimpleMatrix B = normal(k, m, k + 200);
    SimpleMatrix C = normal(n, m, m + 400);
    SimpleMatrix expected = A.mult(B);
    SimpleMatrix sizes = abs(A).mult(abs(B));
    for (Gemm gemm : ALL) {
      double[] sum = shifted(C);
      double[] b = B.getDDRM().data;
      gemm.multiply(n, k, m, shifted(A), BEFORE, b, 1, sum, BEFORE);
      assertThat(disagreement(sum, expected.plus(C), sizes.plus(abs(C)))).isLessThan(TOLERANCE);

      double[] product = shifted(C);
      double[] bT = B.transpose().getDDRM().data;
      gemm.multiplyTransB(n, k, m, shifted(A), BEFORE, bT, product, BEFORE);
      assertThat(disagreement(product, expected, sizes)).isLessThan(TOLERANCE);

      double[] added = C.getDDRM().data.clone();
      double[] aT = shifted(A.transpose());
      gemm.multiplyTransA(k, n, m, aT, BEFORE, shifted(B), BEFORE, 1, added);
      SimpleMatrix result = new SimpleMatrix(n, m, true, added);
      assertThat(disagreement(shifted(result), expected.plus(C), sizes.plus(abs(C))))
          .isLessThan(TOLERANCE);
    }
  }

  @Test
  void notANumberStaysOne() {
    SimpleMatrix A = normal(20, 30, 1);
    A.set(7, 3, Double.NaN);
    double[] b = normal(30, 10, 2).getDDRM().data;
    for (Gemm gemm : ALL) {
      double[] c = new double[200];
      gemm.multiply(20, 30, 10, A.getDDRM().data, 0, b, 0, c, 0);
      for (int i = 0; i < c.length; i++) {
        assertThat(Double.isNaN(c[i])).isEqualTo(i / 10 == 7);
      }
    }
  }
}
