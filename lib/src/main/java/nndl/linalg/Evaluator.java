package nndl.linalg;

/** Evaluates formulas for many numbers at once, within 1e-12 of the formula in Java. */
interface Evaluator {
  /** Whether {@link #evaluate} can do the formula. */
  boolean knows(Elementary.Formula formula);

  /**
   * y ← f(z) and, where d is not null, d ← f′(z) from the same exponential, for the indices {@code
   * from ≤ i < to}.
   */
  void evaluate(Elementary f, double[] z, double[] y, double[] d, int from, int to);
}
