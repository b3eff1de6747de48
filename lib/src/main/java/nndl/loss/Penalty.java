package nndl.loss;

import nndl.nn.Layer;

/** A number that depends on the parameters of a model alone. */
@FunctionalInterface
public interface Penalty {
  /** The penalty with its gradients by all parameters of the model. */
  Risk.ValueAndGradients of(Layer model);
}
