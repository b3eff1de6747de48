package nndl.loss;

import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * ½‖y − t‖² per sample, reduced over samples.
 *
 * <p>Others differ by a factor: PyTorch's {@code MSELoss} is the mean over all n·k elements without
 * the ½, that is 2/k times this with {@link Reduction#MEAN}.
 */
public record SquaredError(Reduction reduction) implements Loss {
  public SquaredError {
    Require.notNull("reduction", reduction);
  }

  /** The mean over samples. */
  public SquaredError() {
    this(Reduction.MEAN);
  }

  @Override
  public double value(SimpleMatrix output, SimpleMatrix target) {
    return ElementwiseLoss.sum(output, target, reduction, (y, t) -> (y - t) * (y - t) / 2);
  }

  /** The gradient is y − t per sample. */
  @Override
  public ValueAndGradient valueAndGradient(SimpleMatrix output, SimpleMatrix target) {
    return new ValueAndGradient(
        value(output, target),
        ElementwiseLoss.gradient(output, target, reduction, (y, t) -> y - t));
  }
}
