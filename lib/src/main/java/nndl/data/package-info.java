/**
 * Small data sets: some made from a seed, the same on every platform, and one real one that is
 * shipped with its source.
 */
package nndl.data;
