package nndl.train;

/**
 * What training recorded.
 *
 * @param loss the mean loss of the batches of each epoch, each taken before its own step; its first
 *     element, with all samples in one batch, is the loss of the initial parameters
 * @param reachedTolerance whether training ended because the loss fell below its tolerance
 */
public record History(double[] loss, boolean reachedTolerance) {
  /** Keeps a copy of the losses. */
  public History {
    loss = loss.clone();
  }

  /** A copy of the losses. */
  @Override
  public double[] loss() {
    return loss.clone();
  }

  /** How many epochs were begun. */
  public int epochs() {
    return loss.length;
  }

  /** The loss of the last epoch. */
  public double lastLoss() {
    return loss[loss.length - 1];
  }

  @Override
  public String toString() {
    return epochs() + " epochs, loss " + loss[0] + " → " + lastLoss();
  }
}
