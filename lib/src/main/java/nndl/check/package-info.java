/**
 * The claims of a notebook, each with a comparison that is executed; its parameters and its
 * verdict.
 */
package nndl.check;
