/** Randomness from seeds: the same seed gives the same figures on every platform. */
package nndl.random;
