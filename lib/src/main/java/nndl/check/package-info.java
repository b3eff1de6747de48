/**
 * What makes a claim trustworthy: conditions on arguments, derivatives compared with differences,
 * and the claims of a notebook bound to comparisons that run.
 */
package nndl.check;
