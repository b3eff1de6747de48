/** How numbers are written in tables, messages and plots. */
package nndl.text;
