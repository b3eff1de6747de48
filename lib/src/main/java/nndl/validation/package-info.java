/** Conditions on arguments, and the error that names the argument and what is allowed. */
package nndl.validation;
