package nndl.loss;

import java.util.ArrayList;
import java.util.List;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** The sum of a risk and a penalty. */
record Penalized(Risk risk, Penalty penalty) implements Risk {
  Penalized {
    Require.notNull("risk", risk);
    Require.notNull("penalty", penalty);
  }

  @Override
  public ValueAndGradients of(Layer model, SimpleMatrix X, SimpleMatrix T) {
    ValueAndGradients a = risk.of(model, X, T);
    ValueAndGradients b = penalty.of(model);
    Parameters.requireShapes("gradients", a.gradients(), model);
    Parameters.requireShapes("gradients of the penalty", b.gradients(), model);
    List<SimpleMatrix> sum = new ArrayList<>();
    for (int i = 0; i < a.gradients().size(); i++) {
      sum.add(a.gradients().get(i).plus(b.gradients().get(i)));
    }
    return new ValueAndGradients(a.value() + b.value(), sum);
  }

  @Override
  public double value(Layer model, SimpleMatrix X, SimpleMatrix T) {
    return risk.value(model, X, T) + penalty.of(model).value();
  }

  @Override
  public String toString() {
    return risk + " + " + penalty;
  }
}
