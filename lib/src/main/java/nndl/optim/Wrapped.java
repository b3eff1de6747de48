package nndl.optim;

/** The state of a rule around another: it looks ahead as the inner one, and steps as it likes. */
record Wrapped(Optimizer.State inner, Optimizer.State step) implements Optimizer.State {
  @Override
  public void lookAhead(double[] x) {
    inner.lookAhead(x);
  }

  @Override
  public void step(double[] x, double[] gradient) {
    step.step(x, gradient);
  }
}
