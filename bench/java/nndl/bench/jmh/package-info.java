/** The inner loops, measured by JMH. */
package nndl.bench.jmh;
