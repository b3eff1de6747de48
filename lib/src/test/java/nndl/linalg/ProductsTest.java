package nndl.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nndl.Samples;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class ProductsTest {
  private static final double TOLERANCE = 1e-12;

  private static final List<Products> PRODUCTS = List.of(OpenBlas.load(), OpenBlas.onCopies());

  /** The largest difference of all products for one shape, relative to |A||B|. */
  private static double disagreement(Products fast, int n, int k, int m, long seed) {
    SimpleMatrix A = Samples.normal(n, k, seed);
    SimpleMatrix B = Samples.normal(k, m, seed + 1);
    SimpleMatrix b = Samples.normal(1, m, seed + 2);
    double largest = 0;
    for (int form = 0; form < 4; form++) {
      double[] expected = product(Products.JAVA, form, A, B, b);
      double[] actual = product(fast, form, A, B, b);
      double[] sizes = product(Products.JAVA, form, abs(A), abs(B), abs(b));
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(expected[i] - actual[i]) / sizes[i]);
      }
    }
    return largest;
  }

  private static SimpleMatrix abs(SimpleMatrix X) {
    return Linalg.map(X, (double x) -> Math.abs(x));
  }

  private static double[] product(
      Products by, int form, SimpleMatrix A, SimpleMatrix B, SimpleMatrix b) {
    DMatrixRMaj C = new DMatrixRMaj(A.getNumRows(), B.getNumCols());
    Arrays.fill(C.data, Double.NaN); // C is overwritten
    switch (form) {
      case 0 -> by.multiply(A.getDDRM(), B.getDDRM(), C, (from, to) -> {});
      case 1 ->
          by.multiply(
              A.getDDRM(), B.getDDRM(), C, (from, to) -> Products.addRow(C, b.getDDRM(), from, to));
      case 2 -> by.multiplyTransA(A.transpose().getDDRM(), B.getDDRM(), C);
      default -> by.multiplyTransB(A.getDDRM(), B.transpose().getDDRM(), C);
    }
    return C.data;
  }

  @Property(tries = 60)
  void productsAgreeWithJava(
      @ForAll @IntRange(min = 1, max = 130) int n,
      @ForAll @IntRange(min = 1, max = 130) int k,
      @ForAll @IntRange(min = 1, max = 130) int m) {
    for (Products fast : PRODUCTS) {
      assertThat(disagreement(fast, n, k, m, n + k + m)).isLessThan(TOLERANCE);
    }
  }

  @Test
  void aWrongProductIsCaught() {
    Products wrong =
        new Products() {
          @Override
          public void multiply(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C, Shares.Work then) {
            JAVA.multiply(A, B, C, then);
            C.data[C.data.length - 1] *= 1 + 1e-10;
          }

          @Override
          public void multiplyTransA(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
            JAVA.multiplyTransA(A, B, C);
          }

          @Override
          public void multiplyTransB(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
            JAVA.multiplyTransB(A, B, C);
          }
        };
    assertThat(disagreement(wrong, 30, 20, 10, 1)).isGreaterThan(TOLERANCE);
    assertThat(disagreement(Products.JAVA, 30, 20, 10, 1)).isZero();
  }

  @Test
  void notANumberStaysOneInProducts() {
    SimpleMatrix A = Samples.normal(20, 30, 1);
    SimpleMatrix B = Samples.normal(30, 10, 2);
    A.set(7, 3, Double.NaN);
    B.set(4, 5, Double.POSITIVE_INFINITY);
    for (Products fast : PRODUCTS) {
      double[] C = product(fast, 0, A, B, null);
      double[] expected = product(Products.JAVA, 0, A, B, null);
      for (int i = 0; i < C.length; i++) {
        assertThat(Double.isFinite(C[i])).isEqualTo(Double.isFinite(expected[i]));
      }
      assertThat(C[75]).isNaN();
      assertThat(C[5]).isInfinite();
    }
  }
}
