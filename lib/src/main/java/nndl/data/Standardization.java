package nndl.data;

import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Shifts each column to mean 0 and scales it to standard deviation 1, as measured on training
 * samples.
 *
 * @param mean of each column, 1×d
 * @param sd of each column, 1×d, with divisor n; positive
 */
public record Standardization(SimpleMatrix mean, SimpleMatrix sd) {
  /** Rows of one length, the deviations positive. */
  public Standardization {
    Linalg.sameShape("sd", sd, Require.notNull("mean", mean));
    for (int j = 0; j < sd.getNumCols(); j++) {
      Require.positive("sd of column " + j, sd.get(0, j));
    }
  }

  /** Of the columns of X (n×d), none of which may be constant. */
  public static Standardization of(SimpleMatrix X) {
    int n = Require.positive("number of samples", Require.notNull("X", X).getNumRows());
    SimpleMatrix mean = Linalg.columnSums(X).divide(n);
    SimpleMatrix centred = Linalg.addRow(X, mean.negative());
    SimpleMatrix variance = Linalg.columnSums(centred.elementMult(centred)).divide(n);
    return new Standardization(mean, Linalg.map(variance, Math::sqrt));
  }

  /** The columns of X (n×d) moved and scaled. */
  public SimpleMatrix apply(SimpleMatrix X) {
    SimpleMatrix result = Linalg.addRow(X, mean.negative());
    for (int j = 0; j < result.getNumCols(); j++) {
      result.setColumn(j, result.getColumn(j).divide(sd.get(0, j)));
    }
    return result;
  }
}
