package nndl.linalg;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The matrix products of the hot path; C is overwritten whole and is none of the factors. */
interface Products {
  /** C ← A B, of n×k and k×m, and then the work on the rows of C, while they are in the cache. */
  void multiply(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C, Shares.Work then);

  /** C ← Aᵀ B, of k×n and k×m. */
  void multiplyTransA(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);

  /** C ← A Bᵀ, of n×k and m×k. */
  void multiplyTransB(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);

  /** The products of rows within larger arrays, where they are to be had without copies. */
  default Optional<Gemm> gemm() {
    return Optional.empty();
  }

  /** By EJML, in Java: the same bits on every machine. */
  Products JAVA =
      new Products() {
        @Override
        public void multiply(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C, Shares.Work then) {
          CommonOps_DDRM.mult(A, B, C);
          then.on(0, C.numRows);
        }

        @Override
        public void multiplyTransA(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
          CommonOps_DDRM.multTransA(A, B, C);
        }

        @Override
        public void multiplyTransB(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
          CommonOps_DDRM.multTransB(A, B, C);
        }
      };

  /** Adds the row b (1×m) to the rows {@code from ≤ i < to} of X (n×m). */
  static void addRow(DMatrixRMaj X, DMatrixRMaj b, int from, int to) {
    int columns = X.numCols;
    double[] x = X.data;
    double[] row = b.data;
    for (int i = from * columns; i < to * columns; i += columns) {
      for (int j = 0; j < columns; j++) {
        x[i + j] += row[j];
      }
    }
  }
}
