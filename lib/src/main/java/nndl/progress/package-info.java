/** Long loops: how far they have come, and how an interruption ends them. */
package nndl.progress;
