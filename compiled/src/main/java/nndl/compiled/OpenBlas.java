package nndl.compiled;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Products by OpenBLAS.
 *
 * <p>JavaCPP loads the library, and calls it on copies of the arrays on every system. On Linux the
 * same library is called by netlib on the arrays themselves: for 1000×100 by 100×100 that takes
 * 0.22 ms instead of 0.65 (EJML: 5.5).
 */
final class OpenBlas {
  private static final String LIBRARY_OF_NETLIB = "dev.ludovic.netlib.blas.nativeLibPath";
  // a field, because a logger without references loses its level
  private static final Logger NETLIB_LOG =
      Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

  private OpenBlas() {}

  /**
   * Loads the library.
   *
   * @throws LinkageError where there is none for this system, or it cannot be unpacked
   */
  static Gemm load() {
    Path library = Path.of(Loader.load(openblas_nolapack.class));
    // the library's own threads spin while they wait; Parallel shares out the rows instead
    org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
    NETLIB_LOG.setLevel(Level.OFF); // Backend names what is missing
    if (!System.getProperty("os.name").equals("Linux")) {
      return onCopies();
    }
    // the library just loaded, not a slower one of the system
    System.setProperty(
        LIBRARY_OF_NETLIB, library.resolveSibling("libopenblas_nolapack.so.0").toString());
    try {
      return new OnArrays(NativeBLAS.getInstance());
    } catch (RuntimeException | LinkageError e) {
      return onCopies();
    }
  }

  /** The library, once it is loaded, called by JavaCPP. */
  static Gemm onCopies() {
    return new OnCopies();
  }

  private static String version() {
    try {
      return "OpenBLAS " + Loader.getVersion("org.bytedeco", "openblas").split("-")[0];
    } catch (java.io.IOException e) {
      return "OpenBLAS";
    }
  }

  /**
   * By netlib, whose matrices lie column after column: one of ours is its own transpose there, and
   * Cᵀ = Bᵀ Aᵀ.
   */
  private record OnArrays(BLAS blas) implements Gemm {
    @Override
    public void multiply(
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

    @Override
    public void multiplyTransB(
        int rows, int k, int m, double[] a, int fromA, double[] b, double[] c, int fromC) {
      blas.dgemm("T", "N", m, rows, k, 1, b, 0, k, a, fromA, k, 0, c, fromC, m);
    }

    @Override
    public void multiplyTransA(
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

    @Override
    public String name() {
      return version();
    }
  }

  /** By JavaCPP, which has no offsets into arrays: the rows are copied out and back. */
  private record OnCopies() implements Gemm {
    @Override
    public void multiply(
        int rows,
        int k,
        int m,
        double[] a,
        int fromA,
        double[] b,
        double beta,
        double[] c,
        int fromC) {
      double[] x = Arrays.copyOfRange(a, fromA, fromA + rows * k);
      double[] y = Arrays.copyOfRange(c, fromC, fromC + rows * m);
      int row = CblasRowMajor;
      cblas_dgemm(row, CblasNoTrans, CblasNoTrans, rows, m, k, 1, x, k, b, m, beta, y, m);
      System.arraycopy(y, 0, c, fromC, y.length);
    }

    @Override
    public void multiplyTransB(
        int rows, int k, int m, double[] a, int fromA, double[] b, double[] c, int fromC) {
      double[] x = Arrays.copyOfRange(a, fromA, fromA + rows * k);
      double[] y = new double[rows * m];
      cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, m, k, 1, x, k, b, k, 0, y, m);
      System.arraycopy(y, 0, c, fromC, y.length);
    }

    @Override
    public void multiplyTransA(
        int rows,
        int n,
        int m,
        double[] a,
        int fromA,
        double[] b,
        int fromB,
        double beta,
        double[] c) {
      double[] x = Arrays.copyOfRange(a, fromA, fromA + rows * n);
      double[] y = Arrays.copyOfRange(b, fromB, fromB + rows * m);
      cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, m, rows, 1, x, n, y, m, beta, c, m);
    }

    @Override
    public String name() {
      return version() + " (on copies)";
    }
  }
}
