package nndl.linalg;

import java.util.Locale;
import org.bytedeco.javacpp.Loader;

/**
 * What works on large matrices, chosen when the first of them is met: OpenBLAS and the Vector API,
 * as far as they are there. Small ones never get here, they are Java's, with the same bits
 * everywhere; so are all with {@code -Dnndl.backend=java} or {@code NNDL_BACKEND=java}.
 *
 * <p>The choice goes by size alone, not by time, so that the same program has the same figures each
 * time it runs on a machine.
 *
 * @param evaluator null where there is none
 * @param spare for arrays of large matrices
 * @param name for people: what it is, and why it is not faster where it could be
 */
record Backend(Products products, Evaluator evaluator, Spare spare, String name) {
  private static final String ASKED =
      System.getProperty("nndl.backend", "" + System.getenv("NNDL_BACKEND"))
          .toLowerCase(Locale.ROOT);

  private static final boolean JAVA_ONLY = ASKED.equals("java");

  /**
   * Products of at least so many multiplications are large. From 128³ on EJML takes a millisecond
   * and OpenBLAS a 25th of it; below, loading OpenBLAS (0.3 s) costs more than it saves.
   */
  static final long LARGE_PRODUCT = 1L << 21;

  /**
   * Maps of at least so many elements are large. Java takes 1.3 ms for 2¹⁶ sigmoids, two threads of
   * vectors 0.1 ms; the first calls of the vectors, before they are compiled, take 0.2 s.
   */
  static final int LARGE_MAP = 1 << 16;

  private static final String VECTORS = "jdk.incubator.vector";

  /** The backend of this JVM; loads it when it is asked for first. */
  static Backend chosen() {
    return Choice.CHOSEN;
  }

  static boolean isLargeProduct(int n, int k, int m) {
    return !JAVA_ONLY && (long) n * k * m >= LARGE_PRODUCT;
  }

  static boolean isLargeMap(int elements) {
    return !JAVA_ONLY && elements >= LARGE_MAP;
  }

  private static final class Choice {
    static final Backend CHOSEN = choose();
  }

  private static Backend choose() {
    if (JAVA_ONLY) {
      return new Backend(
          Products.JAVA, null, new Spare(), "Java (EJML), as nndl.backend=java asks");
    }
    Products products = Products.JAVA;
    String byProducts;
    try {
      products = OpenBlas.load();
      byProducts = "OpenBLAS " + Loader.getVersion("org.bytedeco", "openblas").split("-")[0];
      if (products.gemm().isEmpty()) {
        byProducts += " (by copies)";
      }
    } catch (Exception | LinkageError e) {
      byProducts =
          "Java (EJML; OpenBLAS: " + ("" + e.getMessage()).split(" in java.library")[0] + ")";
    }
    Evaluator evaluator = null;
    String byEvaluator;
    try {
      if (ModuleLayer.boot().findModule(VECTORS).isEmpty()) {
        throw new UnsupportedOperationException("no --add-modules " + VECTORS);
      }
      evaluator =
          (Evaluator)
              Class.forName(Backend.class.getPackageName() + ".VectorEvaluator")
                  .getDeclaredConstructor()
                  .newInstance();
      byEvaluator = "the Vector API (" + VECTORS + ")";
    } catch (ReflectiveOperationException | UnsupportedOperationException | LinkageError e) {
      byEvaluator = Shares.COUNT + " threads of Java (" + e.getMessage() + ")";
    }
    return new Backend(products, evaluator, new Spare(), byProducts + " and " + byEvaluator);
  }

  /** Prints the name of the backend of this JVM. */
  public static void main(String[] arguments) {
    System.out.println(chosen().name);
  }
}
