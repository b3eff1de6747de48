/**
 * Losses, penalties and the risks that training minimises.
 *
 * <p>A loss is a function of outputs and targets with its gradient by the output; a penalty is a
 * function of the parameters only. Their sum is a risk, with its gradients by the parameters of a
 * model. The documentation of a loss names its reduction over samples, and the factor by which
 * other libraries differ.
 */
package nndl.loss;
