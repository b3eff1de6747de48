/**
 * How results appear in a notebook: pictures, tables and progress, on the JJava and IJava kernels,
 * and as plain text where there is no notebook.
 */
package nndl.notebook;
