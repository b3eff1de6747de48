/**
 * Training: batches, the loop over epochs, and what it recorded.
 *
 * <p>The loop itself keeps the loss alone. Whatever else is to be seen watches it from outside, as
 * {@code Recorder} does, so a plain run pays for nothing it does not ask for.
 */
package nndl.train;
