package nndl.optim;

/** The state of a rule that takes its gradient where it stands. */
interface Plain extends Optimizer.State {
  @Override
  default boolean looksAhead() {
    return false;
  }
}
