package nndl.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import nndl.Agreement;
import nndl.Reference;
import nndl.Samples;
import nndl.loss.SquaredError;
import nndl.nn.Dense;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.nn.Tanh;
import nndl.optim.Objective;
import nndl.optim.Quadratic;
import nndl.optim.TestFunction;
import nndl.train.ModelLoss;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Jacobians, gradients and Hessians: against PyTorch and by hand. */
class DerivativesTest {
  private static final Reference NETWORKS = Reference.read("networks");
  private static final Reference DIAGNOSIS = Reference.read("diagnosis");
  private final SimpleMatrix X = NETWORKS.matrix("X", 3);
  private final SimpleMatrix T = NETWORKS.matrix("T", 2);

  private static Sequential tanhNetwork() {
    Sequential model = Samples.network(new Tanh(), 0, 3, 4, 4, 2);
    Parameters.set(model, NETWORKS.row("theta"));
    return model;
  }

  @Test
  void singularValuesAgreeWithPyTorch() {
    JacobianSpectrum spectrum = JacobianSpectrum.of(tanhNetwork(), X.getRow(0));
    assertThat(spectrum.byLayer()).hasSize(5);
    for (int l = 0; l < 5; l++) {
      double[] expected = DIAGNOSIS.row("singular values " + l);
      new Agreement(1e-12, 1e-14).check("layer " + l, spectrum.byLayer().get(l), expected);
      assertThat(spectrum.largest()[l]).isEqualTo(spectrum.byLayer().get(l)[0]);
    }
  }

  private static Sequential scales(int layers, double... diagonal) {
    Layer[] all = new Layer[layers];
    for (int l = 0; l < layers; l++) {
      int n = diagonal.length;
      all[l] = new Dense(SimpleMatrix.diag(diagonal), new SimpleMatrix(1, n));
    }
    return Sequential.of(all);
  }

  @Test
  void productsOfAnySizeAreMeasuredUntilTheyOverflow() {
    SimpleMatrix x = new SimpleMatrix(1, 2, true, 0.0, 0);
    JacobianSpectrum spectrum = JacobianSpectrum.of(scales(4, 3e100, -4e100), x);
    assertThat(spectrum.byLayer().get(1)[0]).isEqualTo(1.6e201, within(1e187));
    assertThat(spectrum.byLayer().get(1)[1]).isEqualTo(9e200, within(1e187));
    assertThat(spectrum.rootMeanSquare()[0]).isEqualTo(Math.sqrt(12.5) * 1e100, within(1e86));
    assertThat(spectrum.byLayer().get(3)).containsOnly(Double.NaN);
    assertThat(JacobianSpectrum.of(scales(3, 1e-100, 2e-100), x).largest()[2])
        .isEqualTo(8e-300, within(1e-313));
    assertThat(JacobianSpectrum.of(scales(2, 0, 0), x).rootMeanSquare()).containsExactly(0, 0);
    assertThat(spectrum)
        .hasToString("largest singular values by layer (4e100, 1.6e201, 6.4e301, NaN)");
  }

  @Test
  void gradientNormsAreThoseOfTheLayers() {
    Sequential model = tanhNetwork();
    double[] g = NETWORKS.row("tanh gradient");
    double[] expected = {norm(g, 0, 16), norm(g, 16, 36), norm(g, 36, 46)};
    Agreement.ROUNDING.check("norms", GradientNorms.of(model, new SquaredError(), X, T), expected);
    assertThat(GradientNorms.layers(model)).isEqualTo(3);
  }

  private static double norm(double[] g, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += g[i] * g[i];
    }
    return Math.sqrt(sum);
  }

  @Test
  void hessianOfANetworkAgreesWithPyTorch() {
    Sequential model = Samples.network(new Tanh(), 0, 3, 2, 2);
    ModelLoss f = new ModelLoss(model, new SquaredError(), X, T);
    double[] theta = DIAGNOSIS.row("small theta");
    double[] before = f.theta();
    Curvature curvature = Curvature.of(f, theta);
    // differences of gradients near 1 with h near 6e-6
    Agreement differences = new Agreement(1e-8, 1e-8);
    differences.check("H", curvature.hessian(), DIAGNOSIS.row("small hessian"));
    double[] eigenvalues = DIAGNOSIS.row("small eigenvalues");
    differences.check("eigenvalues", curvature.eigenvalues(), eigenvalues);
    assertThat(curvature.smallest()).isEqualTo(curvature.eigenvalues()[0]);
    assertThat(curvature.largest()).isEqualTo(curvature.eigenvalues()[13]);
    assertThat(f.theta()).isEqualTo(before);

    double[] v = new double[14];
    for (int i = 0; i < 14; i++) {
      v[i] = i - 4.5;
    }
    SimpleMatrix direction = new SimpleMatrix(14, 1, true, v);
    SimpleMatrix H = DIAGNOSIS.matrix("small hessian", 14);
    double expected =
        direction.transpose().mult(H).mult(direction).get(0) / direction.dot(direction);
    differences.check("along", Curvature.along(f, theta, v), expected);
  }

  @Property(tries = 200)
  void curvaturesOfABowlAreItsOwn(
      @ForAll @DoubleRange(min = 0.1, max = 10) double a,
      @ForAll @DoubleRange(min = 20, max = 1000) double b,
      @ForAll @DoubleRange(min = -50, max = 50) double x) {
    Quadratic f = new Quadratic(b, a);
    double[] at = {x, -x};
    Curvature curvature = Curvature.of(f, at);
    Agreement rounding = new Agreement(1e-7, 0);
    rounding.check("eigenvalues", curvature.eigenvalues(), new double[] {a, b});
    rounding.check("condition", curvature.condition(), b / a);
    rounding.check("along", Curvature.along(f, at, new double[] {0, 3}), a);
  }

  @Test
  void aSaddleAndAWrongHessianAreSeen() {
    Curvature saddle = Curvature.of(TestFunction.SADDLE, new double[] {0, 0});
    assertThat(saddle.smallest()).isNegative();
    assertThat(saddle.largest()).isPositive();
    assertThat(saddle.toString()).startsWith("curvatures (−");
    // a gradient with one wrong sign: the differences of the values tell
    Objective wrong =
        new Objective() {
          @Override
          public double value(double[] x) {
            return x[0] * x[0] * x[1];
          }

          @Override
          public void gradient(double[] x, double[] into) {
            into[0] = -2 * x[0] * x[1];
            into[1] = x[0] * x[0];
          }
        };
    double[] at = {1, 2};
    double right = Curvature.of(wrong::value, at).hessian().get(0, 0);
    assertThat(right).isEqualTo(4, within(1e-3));
    assertThat(Curvature.of(wrong, at).hessian().get(0, 0)).isEqualTo(-right, within(1e-3));
  }

  @Test
  void surfacesAreTheModel() {
    SimpleMatrix W = new SimpleMatrix(2, 2, true, 1.0, 0, -2, 1);
    Dense model = new Dense(W, new SimpleMatrix(1, 2, true, 0.5, 0));
    assertThat(DecisionSurface.output(model, 0).applyAsDouble(3, 1)).isEqualTo(1.5);
    assertThat(DecisionSurface.output(model, 1).applyAsDouble(3, 1)).isEqualTo(1);
    assertThat(DecisionSurface.choice(model).applyAsDouble(3, 1)).isZero();
    assertThat(DecisionSurface.choice(model).applyAsDouble(0, 1)).isEqualTo(1);
    Dense one = new Dense(W.cols(0, 1), new SimpleMatrix(1, 1));
    assertThat(DecisionSurface.probability(one).applyAsDouble(2, 1)).isEqualTo(0.5);
    DoubleBinaryOperator follows = DecisionSurface.output(one, 0);
    one.b().set(0, 0, 7);
    assertThat(follows.applyAsDouble(0, 0)).isEqualTo(7);
  }
}
