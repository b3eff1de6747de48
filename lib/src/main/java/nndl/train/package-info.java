/**
 * Training: samples dealt into batches, the loop over epochs, what it recorded; and the loss of a
 * model as a function of its parameters, to be minimised, checked and drawn.
 *
 * <p>The loop itself keeps the loss alone. Whatever else is to be seen watches it from outside, as
 * {@code Recorder} does, so a plain run pays for nothing it does not ask for.
 */
package nndl.train;
