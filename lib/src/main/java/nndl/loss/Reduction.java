package nndl.loss;

/** How the losses of n samples become one number. */
public enum Reduction {
  /** Their mean, (1/n) Σ: the gradient does not grow with the batch. */
  MEAN,
  /** Their sum. */
  SUM;

  double weight(int samples) {
    return this == MEAN ? 1.0 / samples : 1;
  }
}
