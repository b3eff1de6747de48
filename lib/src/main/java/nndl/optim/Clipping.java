package nndl.optim;

import nndl.linalg.Norm;
import nndl.validation.Require;

/**
 * A rule with gradient clipping.
 *
 * <p>{@code Clipping.byNorm(WeightDecay.coupled(rule, λ), c)} clips the gradient of the loss and
 * then adds the decay, as is usual; in the opposite order the sum is clipped.
 *
 * @param limit c, positive
 */
public record Clipping(Optimizer rule, double limit, Form form) implements Optimizer {
  /** What is limited. */
  public enum Form {
    /** The size of each component. */
    VALUE,
    /** The length of the whole gradient. */
    NORM
  }

  public Clipping {
    Require.notNull("rule", rule);
    Require.positive("limit", limit);
    Require.notNull("form", form);
  }

  /** Each component in [−c, c]: gᵢ ← max(−c, min(c, gᵢ)). The direction may change. */
  public static Clipping byValue(Optimizer rule, double limit) {
    return new Clipping(rule, limit, Form.VALUE);
  }

  /**
   * The gradient no longer than c: g ← g · min(1, c/‖g‖) (Pascanu, Mikolov and Bengio, 2013). The
   * direction stays.
   *
   * <p>‖g‖ is the norm of all that the rule is given: of the gradient by all parameters of a model,
   * and inside {@link Blockwise} of one block. PyTorch's {@code clip_grad_norm_} divides by ‖g‖ +
   * 1e-6 instead. A gradient that is not finite is not clipped, so that divergence is noticed.
   */
  public static Clipping byNorm(Optimizer rule, double limit) {
    return new Clipping(rule, limit, Form.NORM);
  }

  @Override
  public State init(int n) {
    State inner = rule.init(n);
    double[] clipped = new double[n];
    return new DecoratedState(
        inner,
        (x, gradient) -> {
          double factor = form == Form.NORM ? factor(gradient) : 1;
          for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            clipped[i] = form == Form.NORM ? g * factor : Math.max(-limit, Math.min(limit, g));
          }
          inner.step(x, clipped);
        });
  }

  private double factor(double[] gradient) {
    double norm = Norm.of(gradient);
    return norm > limit && Double.isFinite(norm) ? limit / norm : 1;
  }
}
