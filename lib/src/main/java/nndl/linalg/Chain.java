package nndl.linalg;

import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Affine maps, each with an elementwise function after it, taken of a few rows at a time through
 * all of them: what lies between two maps stays in the processor's cache.
 *
 * <p>Rows are samples, and no sample needs another's numbers; the gradients by the parameters are
 * sums over samples.
 */
public final class Chain {
  /**
   * OpenBLAS does not repack factors of at most 100³ multiplications: layers of 100 neurons take a
   * fifth less time by 100 rows than by 128, and all of them keep two such blocks in the cache.
   */
  private static final int LEAST_ROWS = 100;

  final List<Link> links;
  final int block;
  final int widest;
  final Gemm gemm = Backend.chosen().products().gemm().orElseThrow();
  private final Evaluator evaluator = Backend.chosen().evaluator();
  final Spare spare = Backend.chosen().spare();

  /** The links in their order; each as {@link #takes} wants it. */
  public Chain(List<Link> links) {
    this.links = List.copyOf(links);
    widest = links.stream().mapToInt(link -> Math.max(link.in(), link.out())).max().orElseThrow();
    // on the way back each block adds to all gradients, of w² numbers
    block = Math.max(LEAST_ROWS, widest / 2);
  }

  /**
   * The map X ↦ f(X W + 1bᵀ).
   *
   * @param W in×out
   * @param b 1×out
   * @param f null where there is none
   */
  public record Link(SimpleMatrix W, SimpleMatrix b, Elementary f) {
    int in() {
      return W.getNumRows();
    }

    int out() {
      return W.getNumCols();
    }
  }

  /** Whether the link fits n rows of that width, and the backend has what it needs for so many. */
  public static boolean takes(int n, int width, Link link) {
    return width == link.in()
        && Backend.isLargeProduct(n, width, link.out())
        && Backend.chosen().products().gemm().isPresent()
        && (link.f == null || Maps.knows(link.f, n * link.out()));
  }

  /** The output of the last link for X (n×in). */
  public SimpleMatrix apply(SimpleMatrix X) {
    int n = X.getNumRows();
    int last = links.size() - 1;
    SimpleMatrix Y = new SimpleMatrix(n, links.get(last).out());
    Shares.each(
        n,
        (begin, end) -> {
          // what a link reads is not what it writes
          double[][] between = new double[2][last == 0 ? 0 : Math.min(block, end - begin) * widest];
          for (int row = begin; row < end; row += block) {
            int rows = Math.min(block, end - row);
            double[] from = X.getDDRM().data;
            int at = row * links.get(0).in();
            for (int l = 0; l <= last; l++) {
              double[] to = l == last ? Y.getDDRM().data : between[l % 2];
              int toAt = l == last ? row * links.get(l).out() : 0;
              link(l, rows, from, at, to, toAt, null);
              from = to;
              at = toAt;
            }
          }
        });
    return Y;
  }

  /** The outputs of all links for X (n×in), with what the way back needs. */
  public ForwardPass forward(SimpleMatrix X) {
    int n = X.getNumRows();
    int last = links.size() - 1;
    SimpleMatrix Y = new SimpleMatrix(n, links.get(last).out());
    double[][] outputs = new double[last + 1][];
    double[][] derivatives = new double[last + 1][];
    for (int l = 0; l <= last; l++) {
      int size = n * links.get(l).out();
      outputs[l] = l == last ? Y.getDDRM().data : spare.take(size);
      derivatives[l] = links.get(l).f == null ? null : spare.take(size);
    }
    Shares.each(
        n,
        (begin, end) -> {
          for (int row = begin; row < end; row += block) {
            int rows = Math.min(block, end - row);
            double[] from = X.getDDRM().data;
            for (int l = 0; l <= last; l++) {
              Link link = links.get(l);
              int at = row * link.in();
              link(l, rows, from, at, outputs[l], row * link.out(), derivatives[l]);
              from = outputs[l];
            }
          }
        });
    return new ForwardPass(this, X, Y, outputs, derivatives);
  }

  /** One link for some rows; d, where it is not null, lies as `to` does. */
  private void link(int l, int rows, double[] from, int fromAt, double[] to, int toAt, double[] d) {
    Link link = links.get(l);
    int m = link.out();
    int end = toAt + rows * m;
    double[] b = link.b.getDDRM().data;
    for (int at = toAt; at < end; at += m) {
      System.arraycopy(b, 0, to, at, m);
    }
    gemm.multiply(rows, link.in(), m, from, fromAt, link.W.getDDRM().data, 1, to, toAt);
    if (link.f != null) {
      evaluator.evaluate(link.f, to, to, d, toAt, end);
    }
  }
}
