package nndl.train;

/** The loss became infinite or NaN; the model has its last finite parameters again. */
public final class TrainingDiverged extends ArithmeticException {
  private static final long serialVersionUID = 1L;
  private final int epoch;

  TrainingDiverged(int epoch, double loss, Object optimizer) {
    super(
        "the loss became "
            + loss
            + " in epoch "
            + epoch
            + " with "
            + optimizer
            + "; the parameters of the epoch before are restored; try a smaller learning rate");
    this.epoch = epoch;
  }

  /** The epoch in which it happened, counted from 0. */
  public int epoch() {
    return epoch;
  }
}
