package nndl.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.simple.SimpleMatrix;

/** A pass forward through a {@link Chain}, with what the way back needs. */
public final class ForwardPass {
  private final Chain chain;
  private final SimpleMatrix X;
  private final SimpleMatrix Y;
  private final double[][] outputs;
  private final double[][] derivatives;
  private boolean released;

  ForwardPass(
      Chain chain, SimpleMatrix X, SimpleMatrix Y, double[][] outputs, double[][] derivatives) {
    this.chain = chain;
    this.X = X;
    this.Y = Y;
    this.outputs = outputs;
    this.derivatives = derivatives;
  }

  /** The output of the last link. */
  public SimpleMatrix output() {
    return Y;
  }

  /** Leaves what was kept for the way back to others, the output aside: there is no way back. */
  public void release() {
    if (!released) {
      released = true;
      for (int l = 0; l < outputs.length; l++) {
        if (outputs[l] != Y.getDDRM().data) {
          chain.spare.leave(outputs[l]);
        }
        if (derivatives[l] != null) {
          chain.spare.leave(derivatives[l]);
        }
      }
    }
  }

  /**
   * The gradients for the gradient dY by the output, n×out, as often as one wants.
   *
   * @param byInput whether that by X is wanted; else it is null
   * @throws IllegalStateException after {@link #release}
   */
  public Gradients backward(SimpleMatrix dY, boolean byInput) {
    if (released) {
      throw new IllegalStateException("the pullback was released");
    }
    int n = X.getNumRows();
    SimpleMatrix dX = byInput ? new SimpleMatrix(n, X.getNumCols()) : null;
    int shares = Shares.ofSums(n, chain.widest);
    Sums[] sums = new Sums[shares];
    Shares.numbered(
        n,
        shares,
        (share, from, to) -> {
          sums[share] = new Sums(chain);
          back(dY, dX, from, to, sums[share]);
        });
    for (int s = 1; s < shares; s++) {
      sums[0].add(sums[s]);
    }
    return new Gradients(dX, sums[0].gradients());
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
        Chain.Link link = chain.links.get(l);
        int k = link.in();
        int m = link.out();
        if (link.f() != null) {
          times(gradient, at, derivatives[l], row * m, dZ, rows * m); // dZ = f′(Z) ⊙ dA
          gradient = dZ;
          at = 0;
        }
        double[] input = l == 0 ? X.getDDRM().data : outputs[l - 1];
        sums.add(l, rows, input, row * k, gradient, at);
        if (l > 0 || dX != null) {
          // a link without f leaves the gradient where the one before has put it
          double[] to = l == 0 ? dX.getDDRM().data : gradient == dA ? dZ : dA;
          int toAt = l > 0 ? 0 : row * k;
          // dA = dZ Wᵀ
          chain.gemm.multiplyTransB(rows, m, k, gradient, at, link.W().getDDRM().data, to, toAt);
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

  /**
   * Gradients by the input (n×in) and by W, b of each link.
   *
   * @param input null where it was not asked for
   */
  public record Gradients(SimpleMatrix input, List<SimpleMatrix> parameters) {}

  /** The sums over samples that one share of the rows comes to. */
  private static final class Sums {
    private final Chain chain;
    private final SimpleMatrix[] dW;
    private final SimpleMatrix[] db;

    Sums(Chain chain) {
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
