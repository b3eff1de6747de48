package nndl.train;

import java.util.List;
import nndl.loss.Risk;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.optim.Objective;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The loss of a model on fixed samples as a function of its parameters θ, seen as one vector.
 *
 * <p>A network can thus be minimised, gradient-checked and plotted like any other function. The
 * model's parameters are set to θ for the call and restored after it.
 *
 * @param loss a loss, or a loss with a penalty
 * @param X inputs, n×in
 * @param Y targets, n×out
 */
public record ModelLoss(Layer model, Risk loss, SimpleMatrix X, SimpleMatrix Y)
    implements Objective {
  public ModelLoss {
    Require.notNull("model", model);
    Require.notNull("loss", loss);
    Require.notNull("X", X);
    Require.notNull("Y", Y);
  }

  @Override
  public double value(double[] theta) {
    double[] before = Parameters.get(model);
    try {
      Parameters.set(model, theta);
      return loss.value(model, X, Y);
    } finally {
      Parameters.set(model, before);
    }
  }

  @Override
  public void gradient(double[] theta, double[] into) {
    Require.size("into", into.length, Parameters.count(model));
    double[] before = Parameters.get(model);
    try {
      Parameters.set(model, theta);
      List<SimpleMatrix> gradients = loss.of(model, X, Y).gradients();
      double[] gradient =
          Parameters.flatten(Parameters.requireShapes("gradients", gradients, model));
      System.arraycopy(gradient, 0, into, 0, gradient.length);
    } finally {
      Parameters.set(model, before);
    }
  }

  /** The model's current parameters. */
  public double[] theta() {
    return Parameters.get(model);
  }
}
