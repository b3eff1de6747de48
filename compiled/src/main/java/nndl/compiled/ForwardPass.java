package nndl.compiled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nndl.nn.Layer;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.simple.SimpleMatrix;

/**
 * A pass forward through a {@link DenseChain}, and the passes backward that belong to it.
 *
 * <p>The outputs and derivatives that a pass keeps lie in arrays of the chain, which the next pass
 * overwrites: new arrays in each step would take a third of the time of the products.
 */
final class ForwardPass {
  private final DenseChain chain;
  private final SimpleMatrix X;
  private final SimpleMatrix Y;

  /** The outputs of all links for X (n×in). */
  ForwardPass(DenseChain chain, SimpleMatrix X) {
    this.chain = chain;
    this.X = X;
    Y = new SimpleMatrix(X.getNumRows(), chain.links.get(chain.links.size() - 1).out());
    synchronized (chain.workspace) {
      forward(Y.getDDRM().data);
    }
  }

  /** The output of the last link. */
  SimpleMatrix output() {
    return Y;
  }

  private void forward(double[] y) {
    int n = X.getNumRows();
    int last = chain.links.size() - 1;
    DenseChain.Workspace arrays = chain.workspace;
    arrays.reserve(chain.links, n);
    Parallel.run(
        n,
        chain.parts(n),
        (part, begin, end) -> {
          for (int row = begin; row < end; row += chain.block) {
            int rows = Math.min(chain.block, end - row);
            double[] from = X.getDDRM().data;
            for (int l = 0; l <= last; l++) {
              DenseChain.Link link = chain.links.get(l);
              double[] to = l == last ? y : arrays.outputs[l];
              chain.link(
                  l, rows, from, row * link.in(), to, row * link.out(), arrays.derivatives[l]);
              from = to;
            }
          }
        });
    arrays.pass = this;
  }

  /**
   * The gradients for the gradient dY by the output, n×out.
   *
   * @param byInput whether that by X is wanted; else it is null
   */
  Layer.Gradients backward(SimpleMatrix dY, boolean byInput) {
    int n = X.getNumRows();
    SimpleMatrix dX = byInput ? new SimpleMatrix(n, X.getNumCols()) : null;
    int parts = partsOfSums(n);
    Sums[] sums = new Sums[parts];
    synchronized (chain.workspace) {
      if (chain.workspace.pass != this) {
        forward(new double[Y.getNumElements()]); // another pass has overwritten the arrays
      }
      Parallel.run(
          n,
          parts,
          (part, from, to) -> {
            sums[part] = new Sums(chain);
            back(dY, dX, from, to, sums[part]);
          });
    }
    for (int p = 1; p < parts; p++) {
      sums[0].add(sums[p]);
    }
    return new Layer.Gradients(dX, sums[0].gradients());
  }

  /**
   * As many parts as forward, but fewer where adding their sums would take longer than they save.
   */
  private int partsOfSums(int n) {
    return Math.min(chain.parts(n), Math.max(2, n / chain.widest));
  }

  private void back(SimpleMatrix dY, SimpleMatrix dX, int begin, int end, Sums sums) {
    int room = Math.min(chain.block, end - begin) * chain.widest;
    double[] dZ = new double[room];
    double[] dA = new double[room];
    for (int row = begin; row < end; row += chain.block) {
      int rows = Math.min(chain.block, end - row);
      double[] gradient = dY.getDDRM().data;
      int at = row * dY.getNumCols();
      for (int l = chain.links.size() - 1; l >= 0; l--) {
        DenseChain.Link link = chain.links.get(l);
        int k = link.in();
        int m = link.out();
        if (link.f() != null) {
          times(
              gradient,
              at,
              chain.workspace.derivatives[l],
              row * m,
              dZ,
              rows * m); // dZ = f′(Z) ⊙ dA
          gradient = dZ;
          at = 0;
        }
        double[] input = l == 0 ? X.getDDRM().data : chain.workspace.outputs[l - 1];
        sums.add(l, rows, input, row * k, gradient, at);
        if (l > 0 || dX != null) {
          // without f the gradient still lies where the link above has put it
          double[] to = l == 0 ? dX.getDDRM().data : gradient == dA ? dZ : dA;
          int toAt = l > 0 ? 0 : row * k;
          // dA = dZ Wᵀ
          double[] W = link.dense().W().getDDRM().data;
          chain.gemm.multiplyTransB(rows, m, k, gradient, at, W, to, toAt);
          gradient = to;
          at = toAt;
        }
      }
    }
  }

  private static void times(double[] a, int atA, double[] b, int atB, double[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = a[atA + i] * b[atB + i];
    }
  }

  /** The gradients by the parameters, summed over the samples of one part. */
  private static final class Sums {
    private final DenseChain chain;
    private final SimpleMatrix[] dW;
    private final SimpleMatrix[] db;

    Sums(DenseChain chain) {
      this.chain = chain;
      dW = new SimpleMatrix[chain.links.size()];
      db = new SimpleMatrix[chain.links.size()];
    }

    /** dW = Σ XᵀdZ and db = Σ 1ᵀdZ, over blocks of rows. */
    void add(int l, int rows, double[] x, int atX, double[] dZ, int atZ) {
      int k = chain.links.get(l).in();
      int m = chain.links.get(l).out();
      boolean first = dW[l] == null;
      if (first) {
        dW[l] = new SimpleMatrix(k, m);
        db[l] = new SimpleMatrix(1, m);
      }
      chain.gemm.multiplyTransA(rows, k, m, x, atX, dZ, atZ, first ? 0 : 1, dW[l].getDDRM().data);
      double[] sums = db[l].getDDRM().data;
      for (int at = atZ; at < atZ + rows * m; at += m) {
        for (int j = 0; j < m; j++) {
          sums[j] += dZ[at + j];
        }
      }
    }

    void add(Sums others) {
      for (int l = 0; l < dW.length; l++) {
        CommonOps_DDRM.addEquals(dW[l].getDDRM(), others.dW[l].getDDRM());
        CommonOps_DDRM.addEquals(db[l].getDDRM(), others.db[l].getDDRM());
      }
    }

    List<SimpleMatrix> gradients() {
      List<SimpleMatrix> all = new ArrayList<>();
      for (int l = 0; l < dW.length; l++) {
        all.addAll(Arrays.asList(dW[l], db[l]));
      }
      return List.copyOf(all);
    }
  }
}
