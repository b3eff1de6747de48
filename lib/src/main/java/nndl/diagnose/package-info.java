/**
 * Looking into networks: what flows through their layers, forwards and backwards, and how their
 * losses curve.
 *
 * <p>What many samples leave behind is accumulated chunk by chunk, so memory does not grow with
 * their number. Any consumer of numbers can be fed, a histogram for a picture among them: {@code
 * ActivationStream.values(model, chunks, (layer, a) -> histograms.get(layer).add(a))}.
 */
package nndl.diagnose;
