package nndl.optim;

/** A rule whose steps are scaled by a learning rate. */
public interface ScheduledOptimizer extends Optimizer {
  /** The learning rate η of each step. */
  Schedule learningRate();
}
