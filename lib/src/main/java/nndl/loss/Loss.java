package nndl.loss;

import nndl.nn.Layer;
import org.ejml.simple.SimpleMatrix;

/**
 * The distance of outputs (n×k, rows are samples) from targets (n×k).
 *
 * <p>Your own: {@code Loss sum = (Y, T) -> new Loss.ValueAndGradient(value, gradient);}
 */
@FunctionalInterface
public interface Loss extends Risk {
  /** The loss and its gradient by the output (n×k). */
  ValueAndGradient valueAndGradient(SimpleMatrix output, SimpleMatrix target);

  /** The loss without its gradient. */
  default double value(SimpleMatrix output, SimpleMatrix target) {
    return valueAndGradient(output, target).value();
  }

  /** One forward and one backward pass of the model. */
  @Override
  default ValueAndGradients of(Layer model, SimpleMatrix X, SimpleMatrix T) {
    Layer.Vjp forward = model.vjp(X);
    ValueAndGradient loss = valueAndGradient(forward.output(), T);
    return new ValueAndGradients(loss.value(), forward.pullback().parameters(loss.gradient()));
  }

  @Override
  default double value(Layer model, SimpleMatrix X, SimpleMatrix T) {
    return value(model.apply(X), T);
  }

  /** A loss with its gradient by the output, n×k. */
  record ValueAndGradient(double value, SimpleMatrix gradient) {}
}
