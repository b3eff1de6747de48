package nndl.loss;

import nndl.nn.Layer;

/** A function of the parameters of a model only. */
@FunctionalInterface
public interface Penalty {
  /** The penalty with its gradients by all parameters of the model. */
  Risk.ValueAndGradients of(Layer model);
}
