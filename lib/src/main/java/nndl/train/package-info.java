/**
 * Training: batches, the loop over epochs, and recorded figures; and the loss of a model as a
 * function of its parameters, to be minimised, checked and drawn.
 *
 * <p>The loop itself keeps only the loss; observers such as {@code Recorder} keep everything else.
 */
package nndl.train;
