package nndl.linalg;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Products of rows within larger arrays, by netlib's gate to a BLAS.
 *
 * <p>Its matrices lie column after column: one of ours is its own transpose there, and Cᵀ = Bᵀ Aᵀ.
 */
record Gemm(BLAS blas) {
  /**
   * C ← A B + βC for so many rows of A (k wide) and C (m wide); B is k×m.
   *
   * @param fromA where the first of the rows of A begins; fromC likewise
   */
  void multiply(
      int rows,
      int k,
      int m,
      double[] a,
      int fromA,
      double[] b,
      double beta,
      double[] c,
      int fromC) {
    blas.dgemm("N", "N", m, rows, k, 1, b, 0, m, a, fromA, k, beta, c, fromC, m);
  }

  /** C ← A Bᵀ for so many rows of A (k wide) and C (m wide); B is m×k. */
  void multiplyTransB(
      int rows, int k, int m, double[] a, int fromA, double[] b, double[] c, int fromC) {
    blas.dgemm("T", "N", m, rows, k, 1, b, 0, k, a, fromA, k, 0, c, fromC, m);
  }

  /** C ← Aᵀ B + βC for so many rows of A (n wide) and B (m wide); C is n×m. */
  void multiplyTransA(
      int rows,
      int n,
      int m,
      double[] a,
      int fromA,
      double[] b,
      int fromB,
      double beta,
      double[] c) {
    blas.dgemm("N", "T", m, n, rows, 1, b, fromB, m, a, fromA, n, beta, c, 0, m);
  }
}
