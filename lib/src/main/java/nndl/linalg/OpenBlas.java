package nndl.linalg;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Products by OpenBLAS.
 *
 * <p>JavaCPP brings the library and calls it on every system, on copies of the arrays. Where
 * netlib's gate exists (Linux), the same library is called through it on the arrays themselves: for
 * 1000×100 by 100×100 that is 0.22 ms instead of 0.65 (EJML: 5.5).
 */
final class OpenBlas implements Products {
  private static final String GATE = "dev.ludovic.netlib.blas.nativeLibPath";
  // kept, for a logger that nobody holds forgets its level
  private static final Logger GATE_LOG =
      Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

  private OpenBlas() {}

  /**
   * Loads the library.
   *
   * @throws LinkageError where it is not there for this system, or cannot be unpacked
   */
  static Products load() {
    Path library = Path.of(Loader.load(openblas_nolapack.class));
    GATE_LOG.setLevel(Level.OFF); // what is missing is told by Backend, not into a cell
    if (!System.getProperty("os.name").equals("Linux")) {
      return onCopies();
    }
    // the library just loaded, not one of the system's that may be slower
    System.setProperty(GATE, library.resolveSibling("libopenblas_nolapack.so.0").toString());
    try {
      BLAS blas = NativeBLAS.getInstance();
      // its threads wait by spinning, which takes the processors from ours: we share out the rows
      org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
      return new OnArrays(new Gemm(blas));
    } catch (RuntimeException | LinkageError e) {
      return onCopies();
    }
  }

  /** The library, once it is loaded, called by JavaCPP. */
  static Products onCopies() {
    return new OpenBlas();
  }

  @Override
  public void multiply(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C, Shares.Work then) {
    gemm(CblasNoTrans, CblasNoTrans, A.numCols, A, B, C);
    Shares.each(C.numRows, then);
  }

  @Override
  public void multiplyTransA(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
    gemm(CblasTrans, CblasNoTrans, A.numRows, A, B, C);
  }

  @Override
  public void multiplyTransB(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
    gemm(CblasNoTrans, CblasTrans, A.numCols, A, B, C);
  }

  private static void gemm(
      int transA, int transB, int k, DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
    cblas_dgemm(
        CblasRowMajor,
        transA,
        transB,
        C.numRows,
        C.numCols,
        k,
        1,
        A.data,
        A.numCols,
        B.data,
        B.numCols,
        0,
        C.data,
        C.numCols);
  }

  /** Through netlib's gate, the rows shared out. */
  private record OnArrays(Gemm dgemm) implements Products {
    @Override
    public Optional<Gemm> gemm() {
      return Optional.of(dgemm);
    }

    @Override
    public void multiply(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C, Shares.Work then) {
      int k = A.numCols;
      int m = C.numCols;
      Shares.each(
          C.numRows,
          (from, to) -> {
            dgemm.multiply(to - from, k, m, A.data, from * k, B.data, 0, C.data, from * m);
            then.on(from, to);
          });
    }

    @Override
    public void multiplyTransB(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
      int k = A.numCols;
      int m = C.numCols;
      Shares.each(
          C.numRows,
          (from, to) ->
              dgemm.multiplyTransB(to - from, k, m, A.data, from * k, B.data, C.data, from * m));
    }

    /** Shares out the sum, Aᵀ B = A₁ᵀ B₁ + A₂ᵀ B₂ + …: rows of Aᵀ do not lie together. */
    @Override
    public void multiplyTransA(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
      int n = C.numRows;
      int m = C.numCols;
      int parts = Shares.ofSums(A.numRows, n);
      DMatrixRMaj[] sums = new DMatrixRMaj[parts];
      Shares.numbered(
          A.numRows,
          parts,
          (part, from, to) -> {
            sums[part] = part == 0 ? C : new DMatrixRMaj(n, m);
            dgemm.multiplyTransA(
                to - from, n, m, A.data, from * n, B.data, from * m, 0, sums[part].data);
          });
      for (int p = 1; p < parts; p++) {
        CommonOps_DDRM.addEquals(C, sums[p]);
      }
    }
  }
}
