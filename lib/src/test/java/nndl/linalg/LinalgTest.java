package nndl.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nndl.Agreement;
import nndl.Samples;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class LinalgTest {
  private static final Agreement SUMS = new Agreement(1e-13, 1e-13);
  private final SimpleMatrix A = Samples.normal(4, 3, 1);
  private final SimpleMatrix B = Samples.normal(3, 5, 2);

  @Test
  void productsAgreeWithThoseOfEjml() {
    double[] product = A.mult(B).getDDRM().data;
    SUMS.check("AB", Linalg.multiply(A, B), product);
    SUMS.check("(Aᵀ)ᵀB", Linalg.multiplyTransA(A.transpose(), B), product);
    SUMS.check("A(Bᵀ)ᵀ", Linalg.multiplyTransB(A, B.transpose()), product);
  }

  @Test
  void rowsAndColumns() {
    SimpleMatrix X = new SimpleMatrix(2, 3, true, 1, 2, 3, 4, 5, 6);
    SimpleMatrix b = new SimpleMatrix(1, 3, true, 10, 20, 30);
    assertThat(Linalg.addRow(X, b).getDDRM().data).containsExactly(11, 22, 33, 14, 25, 36);
    assertThat(Linalg.affine(SimpleMatrix.identity(2), X, b).getDDRM().data)
        .containsExactly(11, 22, 33, 14, 25, 36);
    assertThat(Linalg.columnSums(X).getDDRM().data).containsExactly(5, 7, 9);
    assertThat(X.getDDRM().data).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void wholeLiteralsMakeFloatsWhichMayBeReadButNotBeWrittenTo() {
    SimpleMatrix floats = new SimpleMatrix(1, 2, true, 1, 2);
    SimpleMatrix doubles = new SimpleMatrix(1, 2, true, 1.0, 2.0);
    assertThat(Linalg.addRow(floats, floats).getDDRM().data).containsExactly(2, 4);
    assertThat(Linalg.requireDoubles("W", doubles)).isSameAs(doubles);
    assertThatThrownBy(() -> Linalg.requireDoubles("W", floats))
        .hasMessage(
            "W must be a matrix of doubles (built of 1.0 and 0.0, not of 1 and 0), was FDRM");
  }

  @Test
  void dotIsTheSumOfAllProducts() {
    SimpleMatrix X = new SimpleMatrix(2, 2, true, 1, 2, 3, 4);
    assertThat(Linalg.dot(X, X)).isEqualTo(30);
  }

  @Test
  void mapsAreElementwise() {
    SimpleMatrix X = new SimpleMatrix(1, 3, true, 1, 2, 3);
    SimpleMatrix Y = new SimpleMatrix(1, 3, true, 2, 0, -1);
    assertThat(Linalg.map(X, x -> x * x).getDDRM().data).containsExactly(1, 4, 9);
    assertThat(Linalg.mapTimes(X, x -> x * x, Y).getDDRM().data).containsExactly(2, 0, -9);
  }

  @Test
  void rangesContainTheirEnds() {
    assertThat(Ranges.linear(-1, 1, 5)).containsExactly(-1, -0.5, 0, 0.5, 1);
    assertThat(Ranges.linear(0.1, 0.7, 7)).startsWith(0.1).endsWith(0.7).isSorted();
    double[] decades = Ranges.geometric(1e-3, 1e2, 6);
    assertThat(decades).startsWith(1e-3).endsWith(1e2);
    new Agreement(1e-14, 0).check("decade", decades[3], 1);
  }
}
