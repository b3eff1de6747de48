package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import nndl.Agreement;
import nndl.Reference;
import nndl.Samples;
import nndl.loss.L2Penalty;
import nndl.loss.Risk;
import nndl.loss.SquaredError;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PReLU, residual blocks, penalties and input Jacobians against PyTorch. */
class LayerReferenceTest {
  // sums of a few products of either sign: rounding is relative to the terms, which are near 1
  private static final Agreement SUMS = new Agreement(1e-12, 1e-14);
  private final Reference reference = Reference.read("layers");
  private final SimpleMatrix X = reference.matrix("X", 3);
  private final SimpleMatrix T = reference.matrix("T", 2);

  private Sequential model(String slopes) {
    double[] theta = reference.row("theta");
    Sequential model = Samples.residualNetwork(PRelu.perUnit(4, 0), 0, 3, 4, 2);
    Parameters.set(model, theta);
    if (slopes.equals("per unit")) {
      return model;
    }
    PRelu shared = PRelu.shared(((PRelu) model.layers().get(1)).a().get(0));
    return Sequential.of(
        model.layers().get(0), shared, model.layers().get(2), model.layers().get(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"per unit", "shared"})
  void outputAndJacobian(String slopes) {
    Sequential model = model(slopes);
    SUMS.check("output", model.apply(X), reference.row(slopes + " output"));
    SUMS.check("∂y/∂x", Jacobian.of(model, X.getRow(0)), reference.row(slopes + " jacobian"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"per unit", "shared"})
  void lossAndAllGradients(String slopes) {
    Sequential model = model(slopes);
    SquaredError loss = new SquaredError();
    check(slopes + " free", loss, model);
    check(slopes + " weights", loss.plus(L2Penalty.ofWeights(0.3)), model);
    check(slopes + " all", loss.plus(L2Penalty.ofAll(0.3)), model);

    Layer.Vjp forward = model.vjp(X);
    Layer.Gradients back =
        forward.pullback().apply(loss.valueAndGradient(forward.output(), T).gradient());
    SUMS.check("dX", back.input(), reference.row(slopes + " free input gradient"));
  }

  private void check(String name, Risk risk, Layer model) {
    Risk.ValueAndGradients l = risk.of(model, X, T);
    SUMS.check(name, l.value(), reference.row(name + " loss")[0]);
    SUMS.check(name, Parameters.flatten(l.gradients()), reference.row(name + " gradient"));
    assertThat(risk.value(model, X, T)).isEqualTo(l.value());
  }
}
