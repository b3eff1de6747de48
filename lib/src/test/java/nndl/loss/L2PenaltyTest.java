package nndl.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import nndl.Samples;
import nndl.gradient.GradientCheck;
import nndl.linalg.Linalg;
import nndl.nn.Dense;
import nndl.nn.Dropout;
import nndl.nn.PRelu;
import nndl.nn.Parameters;
import nndl.nn.Residual;
import nndl.nn.Sequential;
import nndl.nn.Tanh;
import nndl.optim.GradientDescent;
import nndl.train.ModelLoss;
import nndl.train.Trainer;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class L2PenaltyTest {
  private static final int N = 8;
  private final SimpleMatrix X = centred(Samples.normal(N, 2, 1));
  private final SimpleMatrix Y = Samples.normal(N, 1, 2).plus(3);

  private static SimpleMatrix centred(SimpleMatrix X) {
    return Linalg.addRow(X, Linalg.columnSums(X).scale(-1.0 / X.getNumRows()));
  }

  private static Dense line() {
    return new Dense(new SimpleMatrix(2, 1), new SimpleMatrix(1, 1));
  }

  private Dense fitted(Risk risk, SimpleMatrix targets) {
    Dense model = line();
    new Trainer(risk, new GradientDescent(0.05), 3000).fit(model, X, targets);
    return model;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 4, 20})
  void aPenalisedBiasIsShrunkByTheKnownFactor(double lambda) {
    Loss sum = new SquaredError(Reduction.SUM);
    double mean = Y.elementSum() / N;
    Dense all = fitted(sum.plus(L2Penalty.ofAll(lambda)), Y);
    Dense weights = fitted(sum.plus(L2Penalty.ofWeights(lambda)), Y);
    // of ridge regression on centred inputs: b = ȳ n / (n + λ), W = (XᵀX + λI)⁻¹Xᵀ(Y − ȳ)
    assertThat(all.b().get(0)).isCloseTo(mean * N / (N + lambda), within(1e-12));
    assertThat(weights.b().get(0)).isCloseTo(mean, within(1e-12));
    SimpleMatrix ridge = X.transpose().mult(X).plus(SimpleMatrix.identity(2).scale(lambda));
    SimpleMatrix W = ridge.solve(X.transpose().mult(Y.minus(mean)));
    assertThat(all.W().minus(W).elementMaxAbs()).isLessThan(1e-12);
    assertThat(weights.W().minus(W).elementMaxAbs()).isLessThan(1e-12);
  }

  @Test
  void ofTheMeanItWeighsAsMuchAsNTimesItsLambdaOfTheSum() {
    Dense mean = fitted(new SquaredError().plus(L2Penalty.ofAll(0.25)), Y);
    Dense sum = fitted(new SquaredError(Reduction.SUM).plus(L2Penalty.ofAll(0.25 * N)), Y);
    assertThat(mean.W().minus(sum.W()).elementMaxAbs()).isLessThan(1e-12);
    assertThat(mean.b().get(0)).isCloseTo(sum.b().get(0), within(1e-12));
  }

  @Test
  void layersSayWhichParametersAreWeights() {
    Sequential inner = Samples.network(new Tanh(), 1, 3, 3, 3);
    Sequential model =
        Sequential.of(PRelu.perUnit(3, 0.2), new Residual(inner), new Dropout(0.5), inner(3));
    List<SimpleMatrix> weights = model.weights();
    assertThat(weights).hasSize(3);
    assertThat(weights.get(0)).isSameAs(((Dense) inner.layers().get(0)).W());
    double squares = weights.stream().mapToDouble(W -> Linalg.dot(W, W)).sum();
    Risk.ValueAndGradients l = L2Penalty.ofWeights(0.6).of(model);
    assertThat(l.value()).isCloseTo(0.3 * squares, within(1e-13));
    Parameters.requireShapes("gradients", l.gradients(), model);
    assertThat(l.gradients().get(0).elementMaxAbs()).isZero(); // the slopes are no weights
    assertThat(L2Penalty.ofAll(0.6).of(model).gradients().get(0).get(0))
        .isCloseTo(0.12, within(1e-15));
  }

  private static Dense inner(int width) {
    return (Dense) Samples.network(new Tanh(), 5, width, 1).layers().get(0);
  }

  @Test
  void aReadersOwnPenaltyIsALambda() {
    Penalty lasso =
        model ->
            new Risk.ValueAndGradients(
                model.parameters().stream()
                    .mapToDouble(p -> Linalg.map(p, Math::abs).elementSum())
                    .sum(),
                model.parameters().stream().map(p -> Linalg.map(p, Math::signum)).toList());
    Sequential model = Samples.network(new Tanh(), 3, 2, 3, 1);
    Risk risk = new SquaredError().plus(lasso).plus(L2Penalty.ofWeights(0.1));
    ModelLoss f = new ModelLoss(model, risk, X, Y);
    GradientCheck check = GradientCheck.of(f::value, f::gradient, f.theta());
    assertThat(check.agrees(1e-7)).as(check.toString()).isTrue();
    double before = f.value(f.theta());
    assertThat(new Trainer(risk, new GradientDescent(0.05), 50).fit(model, X, Y).loss()[0])
        .isEqualTo(before);
    assertThat(f.value(f.theta())).isLessThan(before);
  }

  @Test
  void aReadersOwnRiskIsALambda() {
    Risk own = (model, inputs, targets) -> L2Penalty.ofAll(0.5).of(model);
    Dense model = inner(2);
    Risk.ValueAndGradients l = own.of(model, X, Y);
    assertThat(own.value(model, X, Y)).isEqualTo(l.value()).isPositive();
    assertThat(own.plus(L2Penalty.ofAll(0.5)).value(model, X, Y)).isEqualTo(2 * l.value());
  }

  @Test
  void saysWhatItIs() {
    assertThat(L2Penalty.ofAll(0.5)).hasToString("L2 penalty 0.5 of all parameters");
    assertThat(new BinaryCrossEntropy().plus(L2Penalty.ofWeights(1)).toString())
        .endsWith(" + L2 penalty 1.0 of weights");
  }
}
