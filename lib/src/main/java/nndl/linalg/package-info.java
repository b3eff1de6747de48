/**
 * What the library asks of matrices beyond EJML's {@code SimpleMatrix}: the products and maps of
 * the hot path in one place, and evenly spaced numbers.
 */
package nndl.linalg;
