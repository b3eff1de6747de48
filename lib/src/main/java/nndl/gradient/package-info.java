/** Gradients by differences, and the comparison of exact gradients with them. */
package nndl.gradient;
