/**
 * Gradient methods.
 *
 * <p>A rule is an immutable record of its hyperparameters. {@code init(n)} makes the state for one
 * array of n parameters, so one rule can train several models, and the same code minimises a
 * function of two variables and trains a network.
 *
 * <p>Weight decay and clipping wrap a rule: {@code Clipping.byNorm(WeightDecay.decoupled(new
 * Adam(0.001), 0.01), 1)}.
 */
package nndl.optim;
