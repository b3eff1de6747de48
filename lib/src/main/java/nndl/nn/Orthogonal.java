package nndl.nn;

import java.util.random.RandomGenerator;
import nndl.validation.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.simple.SimpleMatrix;

/**
 * A random matrix whose singular values are all equal to the gain (Saxe, McClelland and Ganguli,
 * "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014).
 *
 * <p>Columns are orthogonal where fanIn ≥ fanOut, rows where fanIn ≤ fanOut. It is the Q of a
 * matrix of normal numbers, its columns signed so that R has a positive diagonal: without the signs
 * Q is not uniformly distributed (Mezzadri, "How to generate random matrices from the classical
 * compact groups", 2007).
 */
record Orthogonal(double gain) implements Initializer {
  Orthogonal {
    Require.nonNegative("gain", gain);
  }

  @Override
  public SimpleMatrix create(int fanIn, int fanOut, RandomGenerator random) {
    Require.positive("fanIn", fanIn);
    Require.positive("fanOut", fanOut);
    int rows = Math.max(fanIn, fanOut);
    int columns = Math.min(fanIn, fanOut);
    DMatrixRMaj A = Initializer.normal(1).create(rows, columns, random).getDDRM();
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(rows, columns);
    if (!qr.decompose(A)) {
      throw new ArithmeticException("no QR decomposition of a matrix " + rows + "×" + columns);
    }
    DMatrixRMaj Q = qr.getQ(null, true);
    DMatrixRMaj R = qr.getR(null, true);
    double[] signs = new double[columns];
    for (int j = 0; j < columns; j++) {
      signs[j] = Math.copySign(gain, R.get(j, j));
    }
    CommonOps_DDRM.multCols(Q, signs);
    SimpleMatrix W = SimpleMatrix.wrap(Q);
    return fanIn >= fanOut ? W : W.transpose();
  }

  @Override
  public String toString() {
    return gain == 1 ? "orthogonal" : "orthogonal, gain " + gain;
  }
}
