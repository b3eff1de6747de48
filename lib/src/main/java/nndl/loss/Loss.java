package nndl.loss;

import org.ejml.simple.SimpleMatrix;

/** The distance of outputs (n×k, rows are samples) from targets (n×k), a number. */
public interface Loss {
  /** The loss and its gradient by the output (n×k). */
  ValueAndGradient valueAndGradient(SimpleMatrix output, SimpleMatrix target);

  /** The loss alone. */
  default double value(SimpleMatrix output, SimpleMatrix target) {
    return valueAndGradient(output, target).value();
  }

  /** A loss with its gradient by the output, n×k. */
  record ValueAndGradient(double value, SimpleMatrix gradient) {}
}
