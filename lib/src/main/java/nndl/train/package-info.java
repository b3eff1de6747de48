/** Training: batches, the loop over epochs, and what it recorded. */
package nndl.train;
