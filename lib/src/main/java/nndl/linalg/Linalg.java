package nndl.linalg;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import nndl.check.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.MatrixType;
import org.ejml.simple.SimpleMatrix;

/**
 * The one place through which the matrix products and elementwise maps of forward, backward and
 * update pass. No method changes its arguments.
 */
public final class Linalg {
  private Linalg() {}

  /**
   * What works on large matrices in this Java, and what is missing for something faster: "OpenBLAS
   * 0.3.30 and the Vector API (jdk.incubator.vector)". Small matrices are always Java's.
   */
  public static String backend() {
    return Backend.chosen().name();
  }

  /** The product A B of A (n×k) and B (k×m). */
  public static SimpleMatrix multiply(SimpleMatrix A, SimpleMatrix B) {
    return product(A, B, (product, from, to) -> {});
  }

  /** The product Aᵀ B of A (k×n) and B (k×m), without transposing A. */
  public static SimpleMatrix multiplyTransA(SimpleMatrix A, SimpleMatrix B) {
    DMatrixRMaj product = new DMatrixRMaj(A.getNumCols(), B.getNumCols());
    products(A.getNumCols(), A.getNumRows(), B.getNumRows(), B.getNumCols())
        .multiplyTransA(A.getDDRM(), B.getDDRM(), product);
    return SimpleMatrix.wrap(product);
  }

  /** The product A Bᵀ of A (n×k) and B (m×k), without transposing B. */
  public static SimpleMatrix multiplyTransB(SimpleMatrix A, SimpleMatrix B) {
    DMatrixRMaj product = new DMatrixRMaj(A.getNumRows(), B.getNumRows());
    products(A.getNumRows(), A.getNumCols(), B.getNumCols(), B.getNumRows())
        .multiplyTransB(A.getDDRM(), B.getDDRM(), product);
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

  /** The matrix f(X) of a function that a backend may know. */
  public static SimpleMatrix map(SimpleMatrix X, Elementary f) {
    SimpleMatrix result = new SimpleMatrix(X.getNumRows(), X.getNumCols());
    Maps.value(f, X.getDDRM().data, result.getDDRM().data);
    return result;
  }

  /** The matrix f′(X) ⊙ Y, the chain rule of f. */
  public static SimpleMatrix derivativeTimes(SimpleMatrix X, Elementary f, SimpleMatrix Y) {
    sameShape("factor", Y, X);
    SimpleMatrix result = new SimpleMatrix(X.getNumRows(), X.getNumCols());
    Maps.derivativeTimes(f, X.getDDRM().data, Y.getDDRM().data, result.getDDRM().data);
    return result;
  }

  /** f(X) and f′(X) from one exponential, where the backend can; else empty. */
  public static Optional<ValueAndDerivative> valueAndDerivative(SimpleMatrix X, Elementary f) {
    if (!Maps.knows(f, X.getNumElements())) {
      return Optional.empty();
    }
    SimpleMatrix value = new SimpleMatrix(X.getNumRows(), X.getNumCols());
    SimpleMatrix derivative = new SimpleMatrix(X.getNumRows(), X.getNumCols());
    Maps.evaluate(f, X.getDDRM().data, value.getDDRM().data, derivative.getDDRM().data);
    return Optional.of(new ValueAndDerivative(value, derivative));
  }

  /** f(X) and f′(X). */
  public record ValueAndDerivative(SimpleMatrix value, SimpleMatrix derivative) {}

  /** The matrix X ⊙ Y. */
  public static SimpleMatrix times(SimpleMatrix X, SimpleMatrix Y) {
    sameShape("factor", Y, X);
    SimpleMatrix result = new SimpleMatrix(X.getNumRows(), X.getNumCols());
    Maps.times(X.getDDRM().data, Y.getDDRM().data, result.getDDRM().data);
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
    requireRow(b, X);
    DMatrixRMaj result = X.getDDRM().copy();
    Products.addRow(result, b.getDDRM(), 0, result.numRows);
    return SimpleMatrix.wrap(result);
  }

  /** The product X W + 1bᵀ of X (n×k), W (k×m) and the row b (1×m), in one result. */
  public static SimpleMatrix affine(SimpleMatrix X, SimpleMatrix W, SimpleMatrix b) {
    requireRow(b, W);
    return product(X, W, (Z, from, to) -> Products.addRow(Z, b.getDDRM(), from, to));
  }

  /** The sums of the columns of X (n×m), a row (1×m): 1ᵀX. */
  public static SimpleMatrix columnSums(SimpleMatrix X) {
    int columns = X.getNumCols();
    double[] x = X.getDDRM().data;
    SimpleMatrix result = new SimpleMatrix(1, columns);
    double[] sums = result.getDDRM().data;
    // row after row, as they lie in memory; each column is summed in its order all the same
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

  private interface Then {
    void on(DMatrixRMaj product, int fromRow, int toRow);
  }

  private static SimpleMatrix product(SimpleMatrix A, SimpleMatrix B, Then then) {
    DMatrixRMaj product = new DMatrixRMaj(A.getNumRows(), B.getNumCols());
    products(A.getNumRows(), A.getNumCols(), B.getNumRows(), B.getNumCols())
        .multiply(A.getDDRM(), B.getDDRM(), product, (from, to) -> then.on(product, from, to));
    return SimpleMatrix.wrap(product);
  }

  // shapes that do not agree are EJML's to refuse
  private static Products products(int n, int k, int kOfB, int m) {
    return k == kOfB && Backend.isLargeProduct(n, k, m)
        ? Backend.chosen().products()
        : Products.JAVA;
  }

  private static int requireRow(SimpleMatrix b, SimpleMatrix X) {
    if (b.getNumRows() != 1 || b.getNumCols() != X.getNumCols()) {
      throw Require.invalid("b", "1×" + X.getNumCols(), shape(b));
    }
    return X.getNumCols();
  }
}
