/**
 * Diagnostics of networks: activations and gradients of their layers, and the curvature of their
 * losses.
 *
 * <p>Statistics of many samples are accumulated chunk by chunk, so memory does not grow with their
 * number, and any consumer can be used, such as a histogram: {@code ActivationStream.values(model,
 * chunks, (layer, a) -> histograms.get(layer).add(a))}.
 */
package nndl.diagnose;
