/**
 * Figures for notebooks, painted without a screen.
 *
 * <p>XChart lays out the axes; the content is painted by our own code, because XChart has no
 * contours, breaks dash patterns at every data point and cannot label a line at its end. Every
 * {@link nndl.plot.Figure} carries an alternative text and shares the colours of {@link
 * nndl.plot.render.Theme}.
 */
package nndl.plot;
