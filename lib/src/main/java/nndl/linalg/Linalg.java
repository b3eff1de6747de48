package nndl.linalg;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import nndl.validation.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.MatrixType;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.simple.SimpleMatrix;

/**
 * Matrix products without transposed copies, elementwise maps and sums, in plain Java: the same
 * bits on every machine. No method changes its arguments.
 */
public final class Linalg {
  private Linalg() {}

  /** The product A B of A (n×k) and B (k×m). */
  public static SimpleMatrix multiply(SimpleMatrix A, SimpleMatrix B) {
    DMatrixRMaj product = new DMatrixRMaj(A.getNumRows(), B.getNumCols());
    CommonOps_DDRM.mult(A.getDDRM(), B.getDDRM(), product);
    return SimpleMatrix.wrap(product);
  }

  /** The product Aᵀ B of A (k×n) and B (k×m), without transposing A. */
  public static SimpleMatrix multiplyTransA(SimpleMatrix A, SimpleMatrix B) {
    DMatrixRMaj product = new DMatrixRMaj(A.getNumCols(), B.getNumCols());
    CommonOps_DDRM.multTransA(A.getDDRM(), B.getDDRM(), product);
    return SimpleMatrix.wrap(product);
  }

  /** The product A Bᵀ of A (n×k) and B (m×k), without transposing B. */
  public static SimpleMatrix multiplyTransB(SimpleMatrix A, SimpleMatrix B) {
    DMatrixRMaj product = new DMatrixRMaj(A.getNumRows(), B.getNumRows());
    CommonOps_DDRM.multTransB(A.getDDRM(), B.getDDRM(), product);
    return SimpleMatrix.wrap(product);
  }

  /** The matrix f(X), f taken of every element. */
  public static SimpleMatrix map(SimpleMatrix X, DoubleUnaryOperator f) {
    double[] x = X.getDDRM().data;
    SimpleMatrix result = new SimpleMatrix(X.getNumRows(), X.getNumCols());
    double[] y = result.getDDRM().data;
    for (int i = 0; i < y.length; i++) {
      y[i] = f.applyAsDouble(x[i]);
    }
    return result;
  }

  /** The matrix f(X) ⊙ Y, the chain rule of an elementwise function. */
  public static SimpleMatrix mapTimes(SimpleMatrix X, DoubleUnaryOperator f, SimpleMatrix Y) {
    sameShape("factor", Y, X);
    double[] x = X.getDDRM().data;
    double[] factor = Y.getDDRM().data;
    SimpleMatrix result = new SimpleMatrix(X.getNumRows(), X.getNumCols());
    double[] y = result.getDDRM().data;
    for (int i = 0; i < y.length; i++) {
      y[i] = f.applyAsDouble(x[i]) * factor[i];
    }
    return result;
  }

  /** The matrix of f(xᵢⱼ, bⱼ): f taken of every element of X (n×m) and its column's of b (1×m). */
  public static SimpleMatrix mapWithRow(SimpleMatrix X, SimpleMatrix b, DoubleBinaryOperator f) {
    int columns = requireRow(b, X);
    double[] x = X.getDDRM().data;
    double[] row = b.getDDRM().data;
    SimpleMatrix result = new SimpleMatrix(X.getNumRows(), columns);
    double[] y = result.getDDRM().data;
    for (int i = 0; i < y.length; i += columns) {
      for (int j = 0; j < columns; j++) {
        y[i + j] = f.applyAsDouble(x[i + j], row[j]);
      }
    }
    return result;
  }

  /** The matrix X + 1bᵀ: the row b (1×m) added to every row of X (n×m). */
  public static SimpleMatrix addRow(SimpleMatrix X, SimpleMatrix b) {
    return addTo(X.getDDRM().copy(), b);
  }

  /** The product X W + 1bᵀ of X (n×k), W (k×m) and the row b (1×m). */
  public static SimpleMatrix affine(SimpleMatrix X, SimpleMatrix W, SimpleMatrix b) {
    return addTo(multiply(X, W).getDDRM(), b);
  }

  /** The sums of the columns of X (n×m), a row (1×m): 1ᵀX. */
  public static SimpleMatrix columnSums(SimpleMatrix X) {
    int columns = X.getNumCols();
    double[] x = X.getDDRM().data;
    SimpleMatrix result = new SimpleMatrix(1, columns);
    double[] sums = result.getDDRM().data;
    // row by row, in the order of memory; each column is still summed from top to bottom
    for (int i = 0; i < X.getNumElements(); i += columns) {
      for (int j = 0; j < columns; j++) {
        sums[j] += x[i + j];
      }
    }
    return result;
  }

  /** The inner product ⟨A, B⟩ = Σ AᵢⱼBᵢⱼ of two matrices of one shape. */
  public static double dot(SimpleMatrix A, SimpleMatrix B) {
    sameShape("B", B, A);
    double[] a = A.getDDRM().data;
    double[] b = B.getDDRM().data;
    double sum = 0;
    for (int i = 0; i < A.getNumElements(); i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Requires X to have the shape of the reference and returns X. */
  public static SimpleMatrix sameShape(String name, SimpleMatrix X, SimpleMatrix reference) {
    if (!haveSameShape(Require.notNull(name, X), reference)) {
      throw Require.invalid(name, shape(reference), shape(X));
    }
    return X;
  }

  /** Whether two matrices have as many rows and as many columns. */
  public static boolean haveSameShape(SimpleMatrix A, SimpleMatrix B) {
    return A.getNumRows() == B.getNumRows() && A.getNumCols() == B.getNumCols();
  }

  /**
   * Requires a matrix of doubles, one whose array can be written to, and returns it.
   *
   * <p>{@code new SimpleMatrix(1, 2, true, 1, 0)} is one of floats, for Java prefers float for
   * whole literals; EJML then hands out a converted copy, and what is written into that is lost.
   */
  public static SimpleMatrix requireDoubles(String name, SimpleMatrix X) {
    if (Require.notNull(name, X).getType() != MatrixType.DDRM) {
      throw Require.invalid(
          name, "a matrix of doubles (built of 1.0 and 0.0, not of 1 and 0)", "" + X.getType());
    }
    return X;
  }

  /** The shape as it is written in messages: {@code 32×64}. */
  public static String shape(SimpleMatrix X) {
    return X.getNumRows() + "×" + X.getNumCols();
  }

  private static SimpleMatrix addTo(DMatrixRMaj X, SimpleMatrix b) {
    SimpleMatrix sum = SimpleMatrix.wrap(X);
    int columns = requireRow(b, sum);
    double[] x = X.data;
    double[] row = b.getDDRM().data;
    for (int i = 0; i < X.getNumElements(); i += columns) {
      for (int j = 0; j < columns; j++) {
        x[i + j] += row[j];
      }
    }
    return sum;
  }

  private static int requireRow(SimpleMatrix b, SimpleMatrix X) {
    if (b.getNumRows() != 1 || b.getNumCols() != X.getNumCols()) {
      throw Require.invalid("b", "1×" + X.getNumCols(), shape(b));
    }
    return X.getNumCols();
  }
}
