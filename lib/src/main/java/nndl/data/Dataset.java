package nndl.data;

import nndl.linalg.Linalg;
import nndl.random.Seeds;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Samples with their targets.
 *
 * @param X inputs, n×in
 * @param Y targets, n×out: numbers, 0/1 for two classes, or one-hot rows for several
 */
public record Dataset(SimpleMatrix X, SimpleMatrix Y) {
  /** As many targets as inputs, at least one. */
  public Dataset {
    Require.positive("number of samples", Linalg.requireDoubles("X", X).getNumRows());
    Require.size("targets", Linalg.requireDoubles("Y", Y).getNumRows(), X.getNumRows());
  }

  /** A data set cut in two. */
  public record Split(Dataset train, Dataset test) {}

  /** The classes of the samples as one-hot targets (n×classes). */
  static Dataset oneHot(SimpleMatrix X, int[] labels, int classes) {
    SimpleMatrix Y = new SimpleMatrix(labels.length, classes);
    for (int i = 0; i < labels.length; i++) {
      Y.set(i, labels[i], 1);
    }
    return new Dataset(X, Y);
  }

  /** How many samples there are. */
  public int size() {
    return X.getNumRows();
  }

  /** The same inputs with one column of the targets: of one-hot rows a class against the rest. */
  public Dataset target(int column) {
    Require.inRange("column", column, 0, Y.getNumCols() - 1);
    return new Dataset(X, Y.getColumn(column));
  }

  /** The same inputs with every target moved by c. */
  public Dataset shifted(double c) {
    return new Dataset(X, Y.plus(Require.finite("c", c)));
  }

  /** The same samples with other inputs (n×any), such as standardised ones. */
  public Dataset withInputs(SimpleMatrix inputs) {
    return new Dataset(inputs, Y);
  }

  /**
   * Splits the samples at random: the rounded share for training, the rest for testing.
   *
   * @param share such that both parts get at least one sample
   */
  public Split split(double share, long seed) {
    int n = size();
    int cut = (int) Math.round(Require.inRange("share", share, 0, 1) * n);
    Require.inRange("number of training samples", cut, 1, n - 1);
    int[] order = Seeds.permutation(n, Seeds.generator(seed));
    return new Split(rows(order, 0, cut), rows(order, cut, n));
  }

  private Dataset rows(int[] order, int from, int to) {
    SimpleMatrix inputs = new SimpleMatrix(to - from, X.getNumCols());
    SimpleMatrix targets = new SimpleMatrix(to - from, Y.getNumCols());
    for (int i = from; i < to; i++) {
      inputs.setRow(i - from, X.getRow(order[i]));
      targets.setRow(i - from, Y.getRow(order[i]));
    }
    return new Dataset(inputs, targets);
  }

  @Override
  public String toString() {
    return size() + " samples, " + X.getNumCols() + " inputs, " + Y.getNumCols() + " targets";
  }
}
