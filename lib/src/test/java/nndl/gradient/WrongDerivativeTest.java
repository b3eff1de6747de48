package nndl.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import nndl.Samples;
import nndl.loss.L2Penalty;
import nndl.loss.Loss;
import nndl.loss.Penalty;
import nndl.loss.Risk;
import nndl.loss.SquaredError;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Dropout;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.PRelu;
import nndl.nn.Residual;
import nndl.nn.Sequential;
import nndl.nn.Tanh;
import nndl.optim.Objective;
import nndl.optim.TestFunction;
import nndl.random.Seeds;
import nndl.train.ModelLoss;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** A gradient check is worth something only if it finds a wrong derivative of every kind. */
public class WrongDerivativeTest {
  private static final Loss LOSS = new SquaredError();
  private final SimpleMatrix X = Samples.normal(5, 3, 1);
  private final SimpleMatrix Y = Samples.normal(5, 2, 2);
  private final Dense output = Dense.of(4, 2, Initializer.xavierNormal(), Seeds.generator(3));

  /** A layer whose gradients come out changed. */
  public record Changed(Layer right, UnaryOperator<Layer.Gradients> change) implements Layer {
    @Override
    public SimpleMatrix apply(SimpleMatrix X) {
      return right.apply(X);
    }

    @Override
    public Vjp vjp(SimpleMatrix X) {
      Vjp forward = right.vjp(X);
      return new Vjp(forward.output(), dY -> change.apply(forward.pullback().apply(dY)));
    }

    @Override
    public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
      return right.jvp(X, dX, dParameters);
    }

    @Override
    public List<SimpleMatrix> parameters() {
      return right.parameters();
    }
  }

  private Layer changed(UnaryOperator<Layer.Gradients> change) {
    return new Changed(Dense.of(3, 4, Initializer.xavierNormal(), Seeds.generator(3)), change);
  }

  private GradientCheck check(Layer hidden, Activation activation, Loss loss) {
    Layer model = Sequential.of(hidden, activation, output);
    ModelLoss f = new ModelLoss(model, loss, X, Y);
    return GradientCheck.of(f::value, f::gradient, f.theta());
  }

  private static void isCaught(GradientCheck check) {
    assertThat(check.agrees(1e-3)).as(check.toString()).isFalse();
  }

  @Test
  void theRightOnePasses() {
    GradientCheck check = check(changed(g -> g), new Tanh(), new SquaredError());
    assertThat(check.agrees(1e-7)).as(check.toString()).isTrue();
  }

  @Test
  void ofAnActivation() {
    // tanh′ as 1 − tanh, the square forgotten
    Activation wrong = Activation.of("wrong", Math::tanh, z -> 1 - Math.tanh(z));
    isCaught(check(changed(g -> g), wrong, new SquaredError()));
  }

  @Test
  void ofWeights() {
    Layer wrong =
        changed(
            g ->
                new Layer.Gradients(
                    g.input(), List.of(g.parameters().get(0).scale(1.01), g.parameters().get(1))));
    isCaught(check(wrong, new Tanh(), new SquaredError()));
  }

  @Test
  void ofOneBias() {
    Layer wrong =
        changed(
            g -> {
              SimpleMatrix db = g.parameters().get(1).copy();
              db.set(3, -db.get(3));
              return new Layer.Gradients(g.input(), List.of(g.parameters().get(0), db));
            });
    GradientCheck check = check(wrong, new Tanh(), new SquaredError());
    isCaught(check);
    assertThat(check.worst()).isEqualTo(3 * 4 + 3);
    assertThat(check.derived()).isCloseTo(-check.numerical(), within(1e-6));
  }

  @Test
  void ofTheInputInTheLayerBehind() {
    Changed second =
        new Changed(output, g -> new Layer.Gradients(g.input().scale(2), g.parameters()));
    Layer first = changed(g -> g);
    ModelLoss f = new ModelLoss(Sequential.of(first, new Tanh(), second), new SquaredError(), X, Y);
    isCaught(GradientCheck.of(f::value, f::gradient, f.theta()));
  }

  @Test
  void ofALoss() {
    Loss right = new SquaredError();
    Loss wrong =
        (out, target) -> {
          Loss.ValueAndGradient l = right.valueAndGradient(out, target);
          return new Loss.ValueAndGradient(l.value(), l.gradient().scale(2)); // ½ forgotten
        };
    isCaught(check(changed(g -> g), new Tanh(), wrong));
  }

  private static UnaryOperator<Layer.Gradients> input(UnaryOperator<SimpleMatrix> change) {
    return g -> new Layer.Gradients(change.apply(g.input()), g.parameters());
  }

  // a layer whose input comes from another one, so that its dX matters
  private GradientCheck checkBehind(Layer layer, UnaryOperator<Layer.Gradients> change) {
    Layer front = Dense.of(3, 4, Initializer.xavierNormal(), Seeds.generator(3));
    return check(Sequential.of(front, new Changed(layer, change)), new Tanh(), LOSS);
  }

  @Test
  void ofALearntSlope() {
    PRelu layer = PRelu.perUnit(4, 0.3);
    assertThat(checkBehind(layer, g -> g).agrees(1e-7)).isTrue();
    isCaught( // the sum over the samples divided by their number
        checkBehind(
            layer, g -> new Layer.Gradients(g.input(), List.of(g.parameters().get(0).divide(5)))));
    isCaught(checkBehind(layer, input(dX -> dX.scale(0.3)))); // as if every input were negative
  }

  @Test
  void ofAResidualBlock() {
    Residual block = new Residual(Dense.of(4, 4, Initializer.xavierNormal(), Seeds.generator(4)));
    assertThat(checkBehind(block, g -> g).agrees(1e-7)).isTrue();
    SimpleMatrix W = block.weights().get(0);
    // the bridge forgotten: Jᵀ dY instead of dY + Jᵀ dY, with dX = dY(I + Wᵀ)
    SimpleMatrix whole = SimpleMatrix.identity(4).plus(W.transpose());
    isCaught(checkBehind(block, input(dX -> dX.mult(whole.invert()).mult(W.transpose()))));
  }

  @Test
  void ofDropout() {
    Layer step = new Dropout(0.5).sample(1);
    assertThat(checkBehind(step, g -> g).agrees(1e-7)).isTrue();
    isCaught(checkBehind(step, input(dX -> dX.scale(0.5)))); // the mask without its scale
    isCaught(checkBehind(step, input(dX -> dX.plus(0.1)))); // and the dropped ones let through
  }

  @Test
  void ofAPenalty() {
    L2Penalty right = L2Penalty.ofWeights(0.5);
    Penalty wrong =
        model ->
            new Risk.ValueAndGradients(
                right.of(model).value(), L2Penalty.ofAll(0.5).of(model).gradients());
    Layer model = Samples.network(new Tanh(), 1, 3, 2);
    for (Penalty penalty : List.of(right, wrong)) {
      ModelLoss f = new ModelLoss(model, LOSS.plus(penalty), X, Y);
      GradientCheck check = GradientCheck.of(f::value, f::gradient, f.theta());
      assertThat(check.agrees(1e-6)).as(check.toString()).isEqualTo(penalty == right);
    }
  }

  @Test
  void ofAnObjective() {
    Objective wrong =
        new Objective() {
          @Override
          public double value(double[] x) {
            return TestFunction.BEALE.value(x);
          }

          @Override
          public void gradient(double[] x, double[] into) {
            TestFunction.BEALE.gradient(x, into);
            into[1] *= 1.01;
          }
        };
    isCaught(GradientCheck.of(wrong::value, wrong::gradient, new double[] {1, 1}));
  }

  @Test
  void thatIsNotANumber() {
    double[] x = {1, 2};
    GradientCheck check = GradientCheck.of(p -> 0, p -> new double[] {0, Double.NaN}, x);
    isCaught(check);
    assertThat(check.worst()).isEqualTo(1);
    isCaught(GradientCheck.of(p -> Double.NaN, p -> new double[2], x));
    isCaught(GradientCheck.of(p -> 0, p -> new double[] {1 / 0.0, 0}, x));
  }
}
