package nndl.validation;

import java.util.List;
import java.util.stream.Stream;
import nndl.Samples;
import nndl.data.Dataset;
import nndl.data.Datasets;
import nndl.data.Standardization;
import nndl.diagnose.ActivationStatistics;
import nndl.diagnose.Chunks;
import nndl.diagnose.Curvature;
import nndl.diagnose.DeadUnits;
import nndl.diagnose.DecisionSurface;
import nndl.diagnose.GradientNorms;
import nndl.diagnose.JacobianSpectrum;
import nndl.loss.SquaredError;
import nndl.nn.Sequential;
import nndl.nn.Tanh;
import nndl.optim.AmsGrad;
import nndl.optim.Blockwise;
import nndl.optim.Clipping;
import nndl.optim.GradientDescent;
import nndl.optim.Optimizer;
import nndl.optim.Quadratic;
import nndl.optim.WeightDecay;
import nndl.train.LayerRules;
import nndl.train.Metric;
import nndl.train.Recorder;
import nndl.train.Trainer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.provider.Arguments;

/** The part of the table of bad arguments that is about rules, recording, diagnosis and data. */
final class BadTraining {
  private static final Optimizer RULE = new GradientDescent(0.1);
  private static final Trainer TRAINER = new Trainer(new SquaredError(), RULE, 1);
  private static final Sequential MODEL = Samples.network(new Tanh(), 1, 3, 4, 2);
  private static final Sequential PLANE = Samples.network(new Tanh(), 1, 2, 4, 2);
  private static final SimpleMatrix X = Samples.normal(5, 3, 2);
  private static final SimpleMatrix Y = Samples.normal(5, 2, 3);
  private static final SimpleMatrix EMPTY = new SimpleMatrix(0, 3);

  private BadTraining() {}

  private static Arguments bad(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> rules() {
    Optimizer silent =
        new Optimizer() {
          @Override
          public State init(int n) {
            return (x, g) -> {};
          }

          @Override
          public String toString() {
            return "my rule";
          }
        };
    return Stream.of(
        bad("lambda must be 0 or positive, and finite, was -1", () -> decay(RULE, -1)),
        bad("lambda must be 0 or positive, and finite, was NaN", () -> decay(RULE, Double.NaN)),
        bad("rule must not be null", () -> decay(null, 1)),
        bad("form must not be null", () -> new WeightDecay(RULE, 1, null)),
        bad(
            "rule must be one with a learning rate, for decoupled decay, was my rule",
            () -> new WeightDecay(silent, 1, WeightDecay.Form.DECOUPLED)),
        bad("limit must be positive and finite, was 0", () -> Clipping.byNorm(RULE, 0)),
        bad("limit must be positive and finite, was -1", () -> Clipping.byValue(RULE, -1)),
        bad("rule must not be null", () -> Clipping.byNorm(null, 1)),
        bad("form must not be null", () -> new Clipping(RULE, 1, null)),
        bad("learningRate must be positive and finite, was 0", () -> new AmsGrad(0)),
        bad("beta1 must be in [0, 1), was 1", () -> new AmsGrad(t -> 1, 1, 0.9, 1)),
        bad("beta2 must be in [0, 1), was 2", () -> new AmsGrad(t -> 1, 0.9, 2, 1)),
        bad("epsilon must be positive and finite, was 0", () -> new AmsGrad(t -> 1, 0.9, 0.9, 0)),
        bad("learningRate must not be null", () -> new AmsGrad(null, 0.9, 0.9, 1)),
        bad("number of blocks must be at least 1, was 0", () -> Blockwise.of()),
        bad("blocks must not be null", () -> new Blockwise(null)),
        bad("length must be at least 1, was 0", () -> new Blockwise.Block(0, RULE)),
        bad("rule must not be null", () -> new Blockwise.Block(1, null)),
        bad(
            "blocks must be 3 long, was 2",
            () -> Blockwise.of(new Blockwise.Block(2, RULE)).init(3)));
  }

  static Stream<Arguments> watching() {
    return Stream.of(
        bad("every must be at least 1, was 0", () -> new Recorder(0)),
        bad(
            "name must be none of [loss], was loss",
            () -> new Recorder(1).record("loss", (l, g) -> 0)),
        bad("name must not be null", () -> new Recorder(1).record(null, (l, g) -> 0)),
        bad("probe must not be null", () -> new Recorder(1).record("a", null)),
        bad("name must be one of [loss], was rms", () -> new Recorder(1).series("rms")),
        bad(
            "number of recorded epochs must be at least 1, was 0",
            () -> new Recorder(1).last("loss")),
        bad("metric must not be null", () -> new Recorder(1).metric("a", null, MODEL, X, Y)),
        bad("target must be 5×2, was 5×3", () -> Metric.accuracy().of(Y, X)),
        bad(
            "number of samples must be at least 1, was 0",
            () -> Metric.rootMeanSquare().of(EMPTY, EMPTY)),
        bad("threshold must be finite, was NaN", () -> Metric.binaryAccuracy(Double.NaN)),
        bad("observer must not be null", () -> TRAINER.watchedBy(null)),
        bad("progress must not be null", () -> TRAINER.reporting(null)),
        bad("model must not be null", () -> ((LayerRules) (l, p) -> RULE).on(null)),
        bad("rule must not be null", () -> ((LayerRules) (l, p) -> null).on(MODEL)));
  }

  static Stream<Arguments> diagnosis() {
    Quadratic bowl = new Quadratic(1, 1);
    double[] at = {1, 2};
    return Stream.of(
        bad("gradients must be 4 long, was 0", () -> GradientNorms.of(MODEL, List.of())),
        bad("number of samples must be at least 1, was 0", () -> Chunks.of(EMPTY, 2)),
        bad("rows must be at least 1, was 0", () -> Chunks.of(X, 0)),
        bad("number of chunks must be at least 1, was 0", () -> Chunks.normal(0, 1, 1, 0)),
        bad("columns must be at least 1, was -2", () -> Chunks.normal(1, 1, -2, 0)),
        bad("X must not be null", () -> DeadUnits.of(MODEL, (SimpleMatrix) null)),
        bad("number of samples must be at least 1, was 0", () -> DeadUnits.of(MODEL, EMPTY)),
        bad(
            "slope must be 0 or positive, and finite, was -1",
            () -> DeadUnits.saturated(MODEL, X, -1)),
        bad("layer must be in [0, 0], was 1", () -> DeadUnits.of(MODEL, X).share(1)),
        bad("unit must be in [0, 3], was 4", () -> DeadUnits.of(MODEL, X).isDead(0, 4)),
        bad("Dense 3→4 got input 5×2, expected 3 columns", () -> DeadUnits.of(MODEL, Y)),
        bad(
            "number of values must be at least 1, was 0",
            () -> ActivationStatistics.of(MODEL, new SimpleMatrix(0, 3))),
        bad("asymptote must be finite, was NaN", () -> statistics(Double.NaN)),
        bad("x must be one sample, a row, was 5×3", () -> JacobianSpectrum.of(MODEL, X)),
        bad("x[1] must be finite, was NaN", () -> Curvature.of(bowl, new double[] {1, 0.0 / 0})),
        bad("f must not be null", () -> Curvature.of(null, at)),
        bad("direction must be 2 long, was 1", () -> Curvature.along(bowl, at, new double[] {1})),
        bad(
            "length of direction must be positive and finite, was 0",
            () -> Curvature.along(bowl, at, new double[2])),
        bad("H must be square, was 5×3", () -> Curvature.ofHessian(X)),
        bad(
            "H must be symmetric, was not its own transpose",
            () -> Curvature.ofHessian(new SimpleMatrix(2, 2, true, 1.0, 2, 3, 4))),
        bad("H[0] must be finite, was NaN", () -> Curvature.of(x -> Double.NaN, at)),
        bad("Dense 3→4 got input 1×2, expected 3 columns", () -> DecisionSurface.output(MODEL, 0)),
        bad("column must be in [0, 1], was 2", () -> DecisionSurface.output(PLANE, 2)),
        bad("model must be of one output, was of 2", () -> DecisionSurface.probability(PLANE)),
        bad("model must not be null", () -> DecisionSurface.choice(null)));
  }

  static Stream<Arguments> data() {
    double[] w = {1};
    return Stream.of(
        bad("targets must be 5 long, was 1", () -> new Dataset(X, new SimpleMatrix(1, 1))),
        bad("number of samples must be at least 1, was 0", () -> new Dataset(EMPTY, EMPTY)),
        bad("Y must not be null", () -> new Dataset(X, null)),
        bad("column must be in [0, 0], was 1", () -> Datasets.xor().target(1)),
        bad("c must be finite, was Infinity", () -> Datasets.xor().shifted(1 / 0.0)),
        bad("share must be in [0, 1], was 1.5", () -> Datasets.xor().split(1.5, 0)),
        bad(
            "number of training samples must be in [1, 3], was 4",
            () -> Datasets.xor().split(0.9, 0)),
        bad("n must be in [2, 1073741823], was 1", () -> Datasets.twoMoons(1, 0, 0)),
        bad("noise must be 0 or positive, and finite, was -1", () -> Datasets.twoMoons(2, -1, 0)),
        bad("arms must be in [2, 10], was 1", () -> Datasets.spirals(1, 5, 1, 0, 0)),
        bad("n must be at least 1, was 0", () -> Datasets.spirals(2, 0, 1, 0, 0)),
        bad("turns must be finite, was NaN", () -> Datasets.spirals(2, 5, Double.NaN, 0, 0)),
        bad("centres must not be null", () -> Datasets.blobs(null, 1, 1, 0)),
        bad("sd must be 0 or positive, and finite, was -1", () -> Datasets.blobs(X, 1, -1, 0)),
        bad("weights must be non-empty, was []", () -> Datasets.linear(1, new double[0], 0, 0, 0)),
        bad("offset must be finite, was NaN", () -> Datasets.linear(1, w, Double.NaN, 0, 0)),
        bad(
            "sd of column 0 must be positive and finite, was 0",
            () -> Standardization.of(new SimpleMatrix(3, 1))),
        bad("b must be 1×2, was 1×3", () -> Standardization.of(X).apply(Y)));
  }

  private static void statistics(double asymptote) {
    ActivationStatistics.of(MODEL, X, asymptote);
  }

  private static void decay(Optimizer rule, double lambda) {
    WeightDecay.coupled(rule, lambda);
  }
}
