/** Statistics of repeated trials. */
package nndl.statistics;
