package nndl.compiled;

/** Matrix products of rows that lie within larger arrays, by a BLAS. */
interface Gemm {
  /**
   * C ← A B + βC for {@code rows} rows of A (k wide) and C (m wide); B is k×m.
   *
   * @param fromA the index at which the first of the rows of A begins; fromC likewise
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
      int fromC);

  /** C ← A Bᵀ for {@code rows} rows of A (k wide) and C (m wide); B is m×k. */
  void multiplyTransB(
      int rows, int k, int m, double[] a, int fromA, double[] b, double[] c, int fromC);

  /** C ← Aᵀ B + βC for {@code rows} rows of A (n wide) and B (m wide); C is n×m. */
  void multiplyTransA(
      int rows,
      int n,
      int m,
      double[] a,
      int fromA,
      double[] b,
      int fromB,
      double beta,
      double[] c);

  /** The library, its version and how it is called. */
  String name();
}
