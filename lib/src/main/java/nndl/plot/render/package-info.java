/**
 * Painting for the figures of {@link nndl.plot}: axes, marks, labels, colours and the encoding of
 * images. Authors of notebooks call nothing here.
 */
package nndl.plot.render;
