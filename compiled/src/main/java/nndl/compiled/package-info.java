/**
 * Networks compiled for speed, a module that nothing else depends on.
 *
 * <p>{@link nndl.compiled.Compiled#of} gives a layer with the parameters of a network that computes
 * whole passes with OpenBLAS, vector instructions and all processors.
 */
package nndl.compiled;
