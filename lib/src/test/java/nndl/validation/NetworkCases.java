package nndl.validation;

import java.util.List;
import java.util.stream.Stream;
import nndl.Samples;
import nndl.check.Checks;
import nndl.linalg.Linalg;
import nndl.loss.L2Penalty;
import nndl.loss.Penalty;
import nndl.loss.Risk;
import nndl.loss.SoftmaxCrossEntropy;
import nndl.loss.SquaredError;
import nndl.nn.Dropout;
import nndl.nn.Initializer;
import nndl.nn.Jacobian;
import nndl.nn.PRelu;
import nndl.nn.Residual;
import nndl.nn.Sequential;
import nndl.nn.Summary;
import nndl.nn.Tanh;
import nndl.random.Seeds;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.provider.Arguments;

/** Bad arguments of layers, penalties and what is computed of networks; see RequireTest. */
final class NetworkCases {
  private static final double NAN = Double.NaN;
  private static final Sequential MODEL = Samples.network(new Tanh(), 1, 3, 4, 2);
  private static final SimpleMatrix X = Samples.normal(5, 3, 2);
  private static final SimpleMatrix Y = Samples.normal(5, 2, 3);
  private static final PRelu SLOPES = PRelu.perUnit(3, 0.25);
  private static final Residual BLOCK = new Residual(Samples.network(new Tanh(), 1, 3, 3));
  private static final Residual NARROWING = new Residual(MODEL);
  private static final SquaredError LOSS = new SquaredError();
  private static final Penalty EMPTY = model -> new Risk.ValueAndGradients(0, List.of());

  private NetworkCases() {}

  private static Arguments bad(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> all() {
    return Stream.of(
        bad("a must be 1×1 or 1×units, was 2×1", () -> new PRelu(new SimpleMatrix(2, 1))),
        bad("a must be 1×1 or 1×units, was 1×0", () -> new PRelu(new SimpleMatrix(1, 0))),
        bad("a must not be null", () -> new PRelu(null)),
        bad(
            "a must be a matrix of doubles (built of 1.0 and 0.0, not of 1 and 0), was FDRM",
            () -> new PRelu(new SimpleMatrix(1, 2, true, 1, 0))),
        bad("units must be at least 1, was 0", () -> PRelu.perUnit(0, 0.25)),
        bad("slope must be finite, was NaN", () -> PRelu.shared(NAN)),
        bad("PReLU of 3 units got input 5×2, expected 3 columns", () -> SLOPES.apply(Y)),
        bad("Z must not be null", () -> SLOPES.vjp(null)),
        bad("dA must be 5×3, was 5×2", () -> SLOPES.vjp(X).pullback().apply(Y)),
        bad("dZ must be 5×3, was 5×2", () -> SLOPES.jvp(X, Y)),
        bad("dParameters must be 1 long, was 0", () -> SLOPES.jvp(X, X, List.of())),
        bad("f must not be null", () -> new Residual(null)),
        bad(
            "x + (Dense 3→4, tanh, Dense 4→2) got f(x) 5×2, expected 5×3 as x has",
            () -> NARROWING.apply(X)),
        bad(
            "x + (Dense 3→4, tanh, Dense 4→2) got f(x) 5×2, expected 5×3 as x has",
            () -> NARROWING.vjp(X)),
        bad(
            "x + (Dense 3→4, tanh, Dense 4→2) got f(x) 5×2, expected 5×3 as x has",
            () -> NARROWING.jvp(X, X)),
        bad("X must not be null", () -> BLOCK.apply(null)),
        bad("X must not be null", () -> BLOCK.vjp(null)),
        bad("X must not be null", () -> BLOCK.jvp(null, X)),
        bad("dY must be 5×3, was 5×2", () -> BLOCK.vjp(X).pullback().apply(Y)),
        bad("dX must be 5×3, was 5×2", () -> BLOCK.jvp(X, Y)),
        bad("rate must be in [0, 1), was 1", () -> new Dropout(1)),
        bad("rate must be in [0, 1), was -0.1", () -> new Dropout(-0.1)),
        bad("rate must be in [0, 1), was NaN", () -> new Dropout(NAN)),
        bad("random must not be null", () -> new Dropout(0.5).sample(null)),
        bad("X must not be null", () -> new Dropout(0.5).apply(null)),
        bad("X must not be null", () -> new Dropout(0.5).sample(1).apply(null)),
        bad("dY must be 5×3, was 5×2", () -> new Dropout(0.5).vjp(X).pullback().apply(Y)),
        bad("dY must be 5×3, was 5×2", () -> new Dropout(0.5).sample(1).vjp(X).pullback().apply(Y)),
        bad("dX must be 5×3, was 5×2", () -> new Dropout(0.5).jvp(X, Y)),
        bad("dX must be 5×3, was 5×2", () -> new Dropout(0.5).sample(1).jvp(X, Y)),
        bad("dParameters must be 0 long, was 1", () -> new Dropout(0).jvp(X, X, List.of(X))),
        bad(
            "dParameters must be 0 long, was 1",
            () -> new Dropout(0).sample(1).jvp(X, X, List.of(X))),
        bad("gain must be 0 or positive, and finite, was -1", () -> Initializer.orthogonal(-1)),
        bad("fanIn must be at least 1, was 0", () -> orthogonal(0, 2)),
        bad("fanOut must be at least 1, was -1", () -> orthogonal(2, -1)),
        bad("b must be 1×3, was 1×2", () -> Linalg.mapWithRow(X, Y.getRow(0), Math::min)),
        bad("x must be one sample, 1×in, was 5×3", () -> Jacobian.of(MODEL, X)),
        bad("x must be one sample, 1×in, was 5×3", () -> Jacobian.byRows(MODEL, X)),
        bad("x must be one sample, 1×in, was 5×3", () -> Jacobian.byColumns(MODEL, X)),
        bad("x must not be null", () -> Jacobian.of(MODEL, null)),
        bad("layer must not be null", () -> Jacobian.of(null, X.getRow(0))),
        bad("layer must not be null", () -> Jacobian.byRows(null, X.getRow(0))),
        bad("layer must not be null", () -> Jacobian.byColumns(null, X.getRow(0))),
        bad("model must not be null", () -> Summary.of(null, 3)),
        bad("in must be at least 1, was 0", () -> Summary.of(MODEL, 0)),
        bad("Dense 3→4 got input 1×2, expected 3 columns", () -> Summary.of(MODEL, 2)),
        bad("lambda must be 0 or positive, and finite, was -1", () -> L2Penalty.ofAll(-1)),
        bad("lambda must be 0 or positive, and finite, was NaN", () -> L2Penalty.ofWeights(NAN)),
        bad("reach must not be null", () -> new L2Penalty(1, null)),
        bad("model must not be null", () -> L2Penalty.ofAll(1).of(null)),
        bad("penalty must not be null", () -> LOSS.plus(null)),
        bad("target must be 5×2, was 5×3", () -> new SoftmaxCrossEntropy().value(Y, X)),
        bad(
            "sum of target row 1 must be in [0.999999, 1.000001], was 0.5",
            () -> new SoftmaxCrossEntropy().value(new SimpleMatrix(2, 1), halves())),
        bad(
            "tolerance must be 0 or positive, and finite, was Infinity",
            () -> new Checks().close("a", new double[1], new double[1], 1 / 0.0)),
        bad(
            "gradients of the penalty must be 4 long, was 0",
            () -> LOSS.plus(EMPTY).of(MODEL, X, Y)));
  }

  private static void orthogonal(int fanIn, int fanOut) {
    Initializer.orthogonal().create(fanIn, fanOut, Seeds.generator(0));
  }

  private static SimpleMatrix halves() {
    return new SimpleMatrix(2, 1, true, 1, 0.5);
  }
}
