/** Losses: how far an output is from a target, as a number and as a gradient by the output. */
package nndl.loss;
