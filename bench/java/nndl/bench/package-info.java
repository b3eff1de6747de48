/**
 * The Java side of the measurements: a worker that is asked for one timed run at a time, and the
 * programs whose start or memory is measured.
 */
package nndl.bench;
