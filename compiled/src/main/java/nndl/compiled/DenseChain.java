package nndl.compiled;

import java.util.ArrayList;
import java.util.List;
import nndl.linalg.Linalg;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Dense layers with their activations, computed for some samples at a time through all of them:
 * what lies between two layers stays in the processor's cache.
 */
final class DenseChain implements Layer {
  /**
   * OpenBLAS does not repack factors of at most 100³ multiplications: layers of 100 neurons take a
   * fifth less time by 100 rows than by 128, and two blocks of them fit into the cache.
   */
  private static final int LEAST_ROWS = 100;

  /** Shared out, a smaller part of the multiplications takes longer than it saves. */
  private static final long LEAST_WORK_OF_PART = 1L << 17;

  final List<Link> links;
  final int block;
  final int widest;
  final Gemm gemm;
  private final ActivationKernel activations;
  private final Sequential plain;
  private final long parameters;
  final Workspace workspace;

  DenseChain(List<Link> links, Backend backend) {
    this.links = List.copyOf(links);
    widest = links.stream().mapToInt(link -> Math.max(link.in(), link.out())).max().orElseThrow();
    // backward, each block of rows adds to all gradients, which are of the size of the weights
    block = Math.max(LEAST_ROWS, widest / 2);
    gemm = backend.gemm().orElseThrow();
    activations = backend.activations();
    List<Layer> layers = new ArrayList<>();
    for (Link link : links) {
      layers.add(link.dense);
      if (link.f != null) {
        layers.add(link.f);
      }
    }
    plain = new Sequential(layers);
    parameters = Parameters.count(plain);
    workspace = new Workspace(links.size());
  }

  /**
   * A dense layer and its activation.
   *
   * @param f null where there is none
   */
  record Link(Dense dense, Activation f) {
    int in() {
      return dense.W().getNumRows();
    }

    int out() {
      return dense.W().getNumCols();
    }
  }

  /** The arrays of the last pass forward; used under its lock. */
  static final class Workspace {
    /** The outputs of all links but the last, n×out. */
    final double[][] outputs;

    /** f′ at the outputs of the dense layers, n×out; null where a link has no f. */
    final double[][] derivatives;

    /** The pass whose numbers they are. */
    ForwardPass pass;

    Workspace(int links) {
      outputs = new double[links - 1][0];
      derivatives = new double[links][];
    }

    /** Makes room for n samples. */
    void reserve(List<Link> links, int n) {
      for (int l = 0; l < links.size(); l++) {
        int size = n * links.get(l).out();
        if (l < outputs.length && outputs[l].length < size) {
          outputs[l] = new double[size];
        }
        if (links.get(l).f != null && (derivatives[l] == null || derivatives[l].length < size)) {
          derivatives[l] = new double[size];
        }
      }
    }
  }

  /** How many parts n samples are shared out in. */
  int parts(int n) {
    long most = n * parameters / LEAST_WORK_OF_PART;
    return (int) Math.max(1, Math.min(Math.min(n, Parallel.PROCESSORS), most));
  }

  @Override
  public SimpleMatrix apply(SimpleMatrix X) {
    int n = requireInput(X);
    int end = links.size() - 1;
    SimpleMatrix Y = new SimpleMatrix(n, links.get(end).out());
    Parallel.run(
        n,
        parts(n),
        (part, begin, stop) -> {
          // two arrays in turn: a link does not write where it reads
          double[][] between = new double[2][end == 0 ? 0 : Math.min(block, stop - begin) * widest];
          for (int row = begin; row < stop; row += block) {
            int rows = Math.min(block, stop - row);
            double[] from = X.getDDRM().data;
            int at = row * links.get(0).in();
            for (int l = 0; l <= end; l++) {
              double[] to = l == end ? Y.getDDRM().data : between[l % 2];
              int toAt = l == end ? row * links.get(l).out() : 0;
              link(l, rows, from, at, to, toAt, null);
              from = to;
              at = toAt;
            }
          }
        });
    return Y;
  }

  @Override
  public Vjp vjp(SimpleMatrix X) {
    requireInput(X);
    ForwardPass pass = new ForwardPass(this, X);
    SimpleMatrix Y = pass.output();
    return new Vjp(
        Y,
        new Pullback() {
          @Override
          public Gradients apply(SimpleMatrix dY) {
            return pass.backward(Linalg.sameShape("dY", dY, Y), true);
          }

          @Override
          public List<SimpleMatrix> parameters(SimpleMatrix dY) {
            return pass.backward(Linalg.sameShape("dY", dY, Y), false).parameters();
          }
        });
  }

  @Override
  public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
    return plain.jvp(X, dX, dParameters);
  }

  @Override
  public List<SimpleMatrix> parameters() {
    return plain.parameters();
  }

  @Override
  public List<SimpleMatrix> weights() {
    return plain.weights();
  }

  @Override
  public String toString() {
    return plain.toString();
  }

  /** One link for some rows; d, where it is not null, has the shape of `to`. */
  void link(int l, int rows, double[] from, int fromAt, double[] to, int toAt, double[] d) {
    Link link = links.get(l);
    int m = link.out();
    int end = toAt + rows * m;
    double[] b = link.dense.b().getDDRM().data;
    for (int at = toAt; at < end; at += m) {
      System.arraycopy(b, 0, to, at, m);
    }
    double[] W = link.dense.W().getDDRM().data;
    gemm.multiply(rows, link.in(), m, from, fromAt, W, 1, to, toAt);
    if (link.f != null) {
      activations.evaluate(link.f, to, to, d, toAt, end);
    }
  }

  private int requireInput(SimpleMatrix X) {
    if (Require.notNull("X", X).getNumCols() != links.get(0).in()) {
      throw new IllegalArgumentException(
          links.get(0).dense
              + " got input "
              + Linalg.shape(X)
              + ", expected "
              + links.get(0).in()
              + " columns");
    }
    return X.getNumRows();
  }
}
