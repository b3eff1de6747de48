package nndl.train;

import java.util.ArrayList;
import java.util.List;
import nndl.random.Seeds;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Samples divided into batches, in a new random order each epoch.
 *
 * @param X inputs, n×in
 * @param Y targets, n×out
 * @param batchSize samples in a batch, the last one may be smaller; all n in one batch keep their
 *     order
 */
public record Batches(SimpleMatrix X, SimpleMatrix Y, int batchSize, long seed) {
  /** As many inputs as targets, at least one. */
  public Batches {
    Require.positive("number of samples", Require.notNull("X", X).getNumRows());
    Require.size("targets", Require.notNull("Y", Y).getNumRows(), X.getNumRows());
    Require.positive("batchSize", batchSize);
  }

  /** Inputs (m×in) and targets (m×out) of one step. */
  public record Batch(SimpleMatrix X, SimpleMatrix Y) {}

  /** The batches of an epoch; the same epoch gives the same batches. */
  public List<Batch> epoch(int epoch) {
    int n = X.getNumRows();
    if (batchSize >= n) {
      return List.of(new Batch(X, Y));
    }
    int[] order = Seeds.permutation(n, Seeds.generator(Seeds.derive(seed, epoch)));
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < n; from += batchSize) {
      int to = Math.min(n, from + batchSize);
      batches.add(new Batch(rows(X, order, from, to), rows(Y, order, from, to)));
    }
    return batches;
  }

  private static SimpleMatrix rows(SimpleMatrix M, int[] order, int from, int to) {
    int columns = M.getNumCols();
    SimpleMatrix rows = new SimpleMatrix(to - from, columns);
    double[] source = M.getDDRM().data;
    double[] target = rows.getDDRM().data;
    for (int i = from; i < to; i++) {
      System.arraycopy(source, order[i] * columns, target, (i - from) * columns, columns);
    }
    return rows;
  }
}
