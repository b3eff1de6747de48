package nndl.optim;

/**
 * An update rule: turns gradients into steps.
 *
 * <p>A rule sees the parameters of a model as one array θ, matrix after matrix, as {@link
 * Objective} does. {@link Clipping#byNorm} limits the norm of the whole gradient; {@link Blockwise}
 * applies a rule to each part of θ.
 *
 * <p>Your own in one line: {@code Optimizer sgd = n -> (x, g) -> { for (int i = 0; i < n; i++) x[i]
 * -= 0.1 * g[i]; };}
 */
@FunctionalInterface
public interface Optimizer {
  /** The state for an array of n parameters before the first step. */
  State init(int n);

  /** What one array of parameters carries from step to step. */
  @FunctionalInterface
  interface State {
    /**
     * Moves x (length n) in place to the point where the gradient of the next step belongs. Rules
     * that look ahead move it; the others leave it.
     */
    default void lookAhead(double[] x) {}

    /**
     * Takes one step: changes x (length n) in place, given the gradient at the look-ahead point,
     * which is not changed.
     */
    void step(double[] x, double[] gradient);
  }
}
