/**
 * What training makes small.
 *
 * <p>A loss tells how far outputs are from targets, as a number and as a gradient by the output; a
 * penalty is a number of the parameters alone. Both make up a risk, the number with its gradients
 * by the parameters of a model. Losses name whether they sum over samples or take the mean, and by
 * what factor other libraries differ.
 */
package nndl.loss;
