package nndl.optim;

import nndl.validation.Require;

/**
 * A rule with weight decay, which moves every parameter towards 0.
 *
 * <p>To decay weights and not biases, give a decayed and a plain rule to {@link Blockwise}.
 *
 * @param lambda λ, not negative
 */
public record WeightDecay(Optimizer rule, double lambda, Form form) implements Optimizer {
  /** Where the decay is applied. */
  public enum Form {
    /** To the gradient, as by an L2 penalty. */
    COUPLED,
    /** To the parameters, independent of the gradient. */
    DECOUPLED
  }

  /** Decoupled decay needs a rule with a learning rate. */
  public WeightDecay {
    Require.notNull("rule", rule);
    Require.nonNegative("lambda", lambda);
    if (Require.notNull("form", form) == Form.DECOUPLED && !(rule instanceof ScheduledOptimizer)) {
      throw Require.invalid("rule", "one with a learning rate, for decoupled decay", "" + rule);
    }
  }

  /**
   * Decay as part of the gradient: g ← g + λx, then the rule. It is the gradient of the penalty
   * ½λ‖x‖², and rules that divide by the size of gradients divide it too ({@code weight_decay} of
   * PyTorch's SGD and Adam). With look-ahead, x is the look-ahead point.
   */
  public static WeightDecay coupled(Optimizer rule, double lambda) {
    return new WeightDecay(rule, lambda, Form.COUPLED);
  }

  /**
   * Decay independent of the gradient: x ← x − ηλx, then the rule (Loshchilov and Hutter,
   * "Decoupled weight decay regularization", 2019). With {@link Adam} this is AdamW. As in PyTorch
   * λ is multiplied by the rule's rate η; the paper's λ is our ηλ.
   *
   * <p>To clip gradients too, wrap this rule in {@link Clipping}; the decay is not affected.
   */
  public static WeightDecay decoupled(ScheduledOptimizer rule, double lambda) {
    return new WeightDecay(rule, lambda, Form.DECOUPLED);
  }

  @Override
  public State init(int n) {
    State inner = rule.init(n);
    return new DecoratedState(
        inner,
        form == Form.COUPLED
            ? coupled(inner, n)
            : decoupled(inner, ((ScheduledOptimizer) rule).learningRate()));
  }

  private State coupled(State inner, int n) {
    double[] sum = new double[n];
    return (x, gradient) -> {
      for (int i = 0; i < x.length; i++) {
        sum[i] = gradient[i] + lambda * x[i];
      }
      inner.step(x, sum);
    };
  }

  private State decoupled(State inner, Schedule learningRate) {
    long[] t = {0};
    return (x, gradient) -> {
      double kept = 1 - learningRate.at(t[0]++) * lambda;
      for (int i = 0; i < x.length; i++) {
        x[i] *= kept;
      }
      inner.step(x, gradient);
    };
  }
}
