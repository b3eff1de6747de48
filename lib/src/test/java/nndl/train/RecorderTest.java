package nndl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import nndl.Agreement;
import nndl.Samples;
import nndl.diagnose.ActivationStatistics;
import nndl.diagnose.DeadUnits;
import nndl.diagnose.GradientNorms;
import nndl.loss.Loss;
import nndl.loss.SquaredError;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Relu;
import nndl.nn.Sequential;
import nndl.optim.Adam;
import nndl.optim.Clipping;
import nndl.optim.GradientDescent;
import nndl.optim.Momentum;
import nndl.optim.Optimizer;
import nndl.optim.WeightDecay;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** What watches training, and rules by layer. */
class RecorderTest {
  private final Loss loss = new SquaredError();
  private final SimpleMatrix X = Samples.normal(12, 3, 1);
  private final SimpleMatrix Y = Samples.normal(12, 2, 2);
  private final Sequential model = network();

  private static Sequential network() {
    return Samples.network(new Relu(), 3, 3, 5, 4, 2);
  }

  @Test
  void recordsWhatItIsAskedForAndChangesNothing() {
    Trainer trainer = new Trainer(loss, new Adam(0.02), 7);
    double[] firstNorms = GradientNorms.of(model, loss, X, Y);
    Recorder recorder =
        new Recorder(3)
            .metric("rms", Metric.rootMeanSquare(), model, X, Y)
            .gradientNorms(model)
            .deadUnits(model, X)
            .activations(model, X);
    int[] others = {0};
    History history =
        trainer
            .watchedBy(recorder)
            .watchedBy((epoch, meanLoss, gradients) -> others[0]++)
            .fit(model, X, Y);
    assertThat(others[0]).isEqualTo(7);
    assertThat(recorder.epochs()).containsExactly(0, 3, 6);
    assertThat(recorder.series("loss"))
        .containsExactly(history.loss()[0], history.loss()[3], history.loss()[6]);
    for (int l = 0; l < 3; l++) {
      assertThat(recorder.series("gradient norm " + l)[0]).isEqualTo(firstNorms[l]);
    }
    // the last recorded epoch is the last of the run: its figures are those of the model now
    double rms = Metric.rootMeanSquare().of(model.apply(X), Y);
    assertThat(recorder.last("rms")).isEqualTo(rms);
    List<ActivationStatistics> now = ActivationStatistics.of(model, X);
    for (int l = 0; l < 2; l++) {
      assertThat(recorder.last("mean " + l)).isEqualTo(now.get(l).mean());
      assertThat(recorder.last("sd " + l)).isEqualTo(now.get(l).sd());
      assertThat(recorder.last("dead units " + l)).isEqualTo(DeadUnits.of(model, X).share(l));
    }
    assertThat(recorder.table().columnNames())
        .startsWith("epoch", "loss", "rms", "gradient norm 0")
        .hasSize(1 + 1 + 1 + 3 + 2 + 4);
    assertThat(recorder.table().rowCount()).isEqualTo(3);
    assertThat(recorder.toString()).startsWith("3 epochs recorded of [loss, rms");

    Sequential unwatched = network();
    assertThat(trainer.fit(unwatched, X, Y).loss()).isEqualTo(history.loss());
    assertThat(Parameters.get(unwatched)).isEqualTo(Parameters.get(model));
  }

  @Test
  void whatComesLateOrTwiceIsRefusedAndNothingHalfIsKept() {
    Recorder recorder = new Recorder(1);
    recorder.recordAll(List.of("a", "b"), (l, g) -> new double[1]);
    assertThatThrownBy(() -> recorder.at(0, 1, List.of()))
        .hasMessage("figures for [a, b] must be 2 long, was 1");
    assertThat(recorder.epochs()).isEmpty();
    assertThat(recorder.series("loss")).isEmpty();
    Recorder begun = new Recorder(1);
    begun.at(0, 1, List.of());
    assertThatThrownBy(() -> begun.record("late", (l, g) -> 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[late] is late");
  }

  @Test
  void metricsCountByHand() {
    SimpleMatrix output = new SimpleMatrix(3, 2, true, 2.0, 1, -1, 3, 0, 0);
    SimpleMatrix target = new SimpleMatrix(3, 2, true, 1.0, 0, 1, 0, 1, 0);
    // rows 0 and 2 (a tie goes to the first)
    assertThat(Metric.accuracy().of(output, target)).isEqualTo(2 / 3.0);
    // sides of 0: right, wrong; wrong, wrong; wrong (0 is not above), right
    assertThat(Metric.binaryAccuracy(0).of(output, target)).isEqualTo(2 / 6.0);
    // differences 1, 1, −2, 3, −1, 0
    assertThat(Metric.rootMeanSquare().of(output, target)).isEqualTo(Math.sqrt(16 / 6.0));
    output.fill(Double.NaN);
    assertThat(Metric.accuracy().of(output, target)).isZero();
    assertThat(Metric.binaryAccuracy(0).of(output, target)).isZero();
    assertThat(Metric.rootMeanSquare().of(output, target)).isNaN();
  }

  @Test
  void rulesByLayerMoveTheirOwnLayers() {
    Optimizer frozen = n -> (x, g) -> {};
    double[] before = Parameters.get(model);
    double[] g = Parameters.flatten(gradients());
    LayerRules rules = (layer, position) -> layer == 1 ? frozen : rate(layer, position);
    new Trainer(loss, rules.on(model), 1).fit(model, X, Y);
    double[] after = Parameters.get(model);
    // W and b of 3→5, 5→4 and 4→2
    int[] ends = {15, 20, 40, 44, 52, 54};
    double[] rates = {0.1, 0.2, 0, 0, 0.3, 0.4};
    for (int i = 0; i < after.length; i++) {
      int block = 0;
      while (i >= ends[block]) {
        block++;
      }
      Agreement.ROUNDING.check("θ", after[i], before[i] - rates[block] * g[i]);
    }
  }

  private static Optimizer rate(int layer, int position) {
    return new GradientDescent(layer == 0 ? 0.1 * (position + 1) : 0.1 * (position + 3));
  }

  private List<SimpleMatrix> gradients() {
    Layer.Vjp forward = model.vjp(X);
    return forward
        .pullback()
        .apply(loss.valueAndGradient(forward.output(), Y).gradient())
        .parameters();
  }

  @Test
  void decayOfWeightsLeavesBiases() {
    Optimizer none = n -> (x, g) -> {};
    LayerRules rules =
        (layer, position) ->
            position == 0 ? WeightDecay.decoupled(new GradientDescent(1e-300), 5e299) : none;
    double[] before = Parameters.get(model);
    new Trainer(loss, rules.on(model), 1).fit(model, X, Y);
    double[] halved = before.clone();
    for (int[] weights : new int[][] {{0, 15}, {20, 40}, {44, 52}}) {
      for (int i = weights[0]; i < weights[1]; i++) {
        halved[i] /= 2;
      }
    }
    Agreement.ROUNDING.check("θ", Parameters.get(model), halved);
  }

  @Test
  void normClippingLimitsTheWholeStep() {
    double[] before = Parameters.get(model);
    new Trainer(loss, Clipping.byNorm(new Momentum(1, 0), 0.01), 1).fit(model, X, Y);
    double[] step = Parameters.get(model);
    Arrays.setAll(step, i -> step[i] - before[i]);
    double square = Arrays.stream(step).map(s -> s * s).sum();
    new Agreement(1e-10, 0).check("step", Math.sqrt(square), 0.01);
  }
}
