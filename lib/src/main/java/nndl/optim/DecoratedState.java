package nndl.optim;

/** The state of a rule that decorates another: the inner look-ahead with a step of its own. */
record DecoratedState(Optimizer.State inner, Optimizer.State step) implements Optimizer.State {
  @Override
  public void lookAhead(double[] x) {
    inner.lookAhead(x);
  }

  @Override
  public void step(double[] x, double[] gradient) {
    step.step(x, gradient);
  }
}
