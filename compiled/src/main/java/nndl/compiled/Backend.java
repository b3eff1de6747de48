package nndl.compiled;

import java.util.Optional;

/**
 * What compiled networks are computed with: OpenBLAS and the Vector API, as far as they are there.
 *
 * @param gemm empty where OpenBLAS is missing
 * @param activations by vectors, or one number after the other where the Vector API is missing
 * @param name what they are, and the reason for what is missing
 */
record Backend(Optional<Gemm> gemm, ActivationKernel activations, String name) {
  private static final String VECTORS = "jdk.incubator.vector";

  /** The backend of this JVM; OpenBLAS is loaded by the first call. */
  static Backend ofThisMachine() {
    return Loaded.BACKEND;
  }

  private static final class Loaded {
    static final Backend BACKEND = load();
  }

  private static Backend load() {
    Gemm gemm;
    try {
      gemm = OpenBlas.load();
    } catch (Exception | LinkageError e) {
      String reason = String.valueOf(e.getMessage()).split(" in java.library")[0];
      return new Backend(
          Optional.empty(),
          ActivationKernel.SCALAR,
          "the plain network, because OpenBLAS is missing: " + reason);
    }
    boolean vectors = ModuleLayer.boot().findModule(VECTORS).isPresent();
    return new Backend(
        Optional.of(gemm),
        vectors ? new VectorKernel() : ActivationKernel.SCALAR,
        gemm.name()
            + (vectors ? " and the Vector API" : "; no vectors without --add-modules " + VECTORS));
  }
}
