/**
 * Networks and their derivatives.
 *
 * <p>A layer is a function of its input and its parameters. Nothing is cached in it: {@code vjp}
 * returns the output together with a pullback, {@code jvp} the output together with a tangent, and
 * the two give backpropagation, forward accumulation and the input Jacobian. Rows are samples. For
 * a random layer {@code sample} draws the layer of one training step.
 */
package nndl.nn;
