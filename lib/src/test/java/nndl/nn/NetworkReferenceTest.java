package nndl.nn;

import nndl.Agreement;
import nndl.Reference;
import nndl.Samples;
import nndl.loss.Loss;
import nndl.loss.SquaredError;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkReferenceTest {
  // sums of a few products of either sign: rounding is relative to the terms, which are near 1
  private static final Agreement SUMS = new Agreement(1e-12, 1e-14);

  @ParameterizedTest
  @MethodSource("nndl.nn.ActivationReferenceTest#names")
  void outputAndAllGradientsAgreeWithPyTorch(String name) {
    Reference reference = Reference.read("networks");
    Sequential model = Samples.network(Samples.activations().get(name), 0, 3, 4, 4, 2);
    Parameters.set(model, reference.row("theta"));
    SimpleMatrix X = reference.matrix("X", 3);

    Layer.Vjp forward = model.vjp(X);
    Loss.ValueAndGradient loss =
        new SquaredError().valueAndGradient(forward.output(), reference.matrix("T", 2));
    Layer.Gradients gradients = forward.pullback().apply(loss.gradient());

    SUMS.check("output", forward.output(), reference.row(name + " output"));
    SUMS.check("output of apply", model.apply(X), reference.row(name + " output"));
    SUMS.check("loss", loss.value(), reference.row(name + " loss")[0]);
    SUMS.check("dX", gradients.input(), reference.row(name + " input gradient"));
    SUMS.check("dθ", Parameters.flatten(gradients.parameters()), reference.row(name + " gradient"));
  }
}
