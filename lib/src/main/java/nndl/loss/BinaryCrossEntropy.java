package nndl.loss;

import nndl.nn.Activation;
import nndl.nn.Sigmoid;
import nndl.nn.Softplus;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * −(t log σ(z) + (1 − t) log(1 − σ(z))) from logits z, summed over outputs, reduced over samples.
 *
 * <p>Written as t log(1 + e⁻ᶻ) + (1 − t) log(1 + eᶻ) it is finite for every finite z, and its
 * gradient is σ(z) − t, written as (1 − t) σ(z) − t σ(−z) to keep its digits where σ is near t.
 * Targets are probabilities in [0, 1]. PyTorch's {@code BCEWithLogitsLoss} takes the mean over all
 * n·k elements, that is 1/k times this with {@link Reduction#MEAN}.
 */
public record BinaryCrossEntropy(Reduction reduction) implements Loss {
  private static final Activation SIGMOID = new Sigmoid();

  public BinaryCrossEntropy {
    Require.notNull("reduction", reduction);
  }

  /** The mean over samples. */
  public BinaryCrossEntropy() {
    this(Reduction.MEAN);
  }

  @Override
  public double value(SimpleMatrix logits, SimpleMatrix target) {
    return ElementwiseLoss.sum(logits, target, reduction, BinaryCrossEntropy::term);
  }

  @Override
  public ValueAndGradient valueAndGradient(SimpleMatrix logits, SimpleMatrix target) {
    return new ValueAndGradient(
        value(logits, target),
        ElementwiseLoss.gradient(
            logits,
            target,
            reduction,
            (z, t) -> (1 - t) * SIGMOID.value(z) - t * SIGMOID.value(-z)));
  }

  private static double term(double z, double t) {
    Require.inRange("target", t, 0, 1);
    // log(1 + eᶻ) − tz is the same and cancels for large |z|
    return (t == 0 ? 0 : t * Softplus.softplus(-z)) + (t == 1 ? 0 : (1 - t) * Softplus.softplus(z));
  }
}
