/**
 * Training: samples dealt into batches, the loop over epochs, what it recorded; and the loss of a
 * model as a function of its parameters, to be minimised, checked and drawn.
 */
package nndl.train;
