package nndl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import nndl.Samples;
import nndl.loss.BinaryCrossEntropy;
import nndl.loss.Loss;
import nndl.loss.SquaredError;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.nn.Tanh;
import nndl.optim.AdaGrad;
import nndl.optim.Adam;
import nndl.optim.GradientDescent;
import nndl.optim.Minimizer;
import nndl.optim.Momentum;
import nndl.optim.Nesterov;
import nndl.optim.Optimizer;
import nndl.optim.RmsProp;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  private final Loss loss = new SquaredError();
  private final SimpleMatrix X = Samples.normal(12, 3, 1);
  private final SimpleMatrix Y = Samples.normal(12, 2, 2);
  private final Sequential model = Samples.network(new Tanh(), 3, 3, 5, 2);

  static Stream<Optimizer> rules() {
    return Stream.of(
        new GradientDescent(0.1),
        new Momentum(0.05, 0.9),
        new Nesterov(0.05, 0.9),
        new AdaGrad(0.1),
        new RmsProp(0.01, 0.9),
        new Adam(0.02));
  }

  private double lossNow() {
    return loss.value(model.apply(X), Y);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void lossFalls(Optimizer rule) {
    double before = lossNow();
    History history = new Trainer(loss, rule, 100).fit(model, X, Y);
    assertThat(history.loss()[0]).isEqualTo(before);
    assertThat(history.epochs()).isEqualTo(100);
    assertThat(history.reachedTolerance()).isFalse();
    assertThat(lossNow()).isLessThan(before / 2).isLessThan(history.loss()[50]);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void toleranceStopsAtTheParametersThatHaveTheLoss(Optimizer rule) {
    double tolerance = lossNow() / 2;
    List<Double> seen = new ArrayList<>();
    History history =
        new Trainer(loss, rule, 1000)
            .until(tolerance)
            .watchedBy((epoch, meanLoss, gradients) -> seen.add(meanLoss))
            .fit(model, X, Y);
    assertThat(history.reachedTolerance()).isTrue();
    assertThat(history.lastLoss()).isLessThan(tolerance).isEqualTo(lossNow());
    assertThat(history.loss()[history.epochs() - 2]).isGreaterThanOrEqualTo(tolerance);
    assertThat(seen).hasSize(history.epochs()).last().isEqualTo(history.lastLoss());
  }

  @Test
  void toleranceStopsBatchesAfterTheirEpoch() {
    double tolerance = lossNow() / 2;
    History history =
        new Trainer(loss, new Adam(0.01), 1000).withBatches(5, 7).until(tolerance).fit(model, X, Y);
    assertThat(history.reachedTolerance()).isTrue();
    assertThat(history.lastLoss()).isLessThan(tolerance);
    assertThat(history.epochs()).isBetween(2, 999);
    assertThat(history.toString()).startsWith(history.epochs() + " epochs, loss ");
  }

  @Test
  void divergenceRestoresTheLastGoodParametersAndNamesItself() {
    List<double[]> ends = new ArrayList<>();
    Trainer trainer =
        new Trainer(loss, new GradientDescent(1e200), 50)
            .watchedBy((epoch, meanLoss, gradients) -> ends.add(Parameters.get(model)));
    double[] start = Parameters.get(model);
    TrainingDiverged diverged =
        catchThrowableOfType(TrainingDiverged.class, () -> trainer.fit(model, X, Y));
    assertThat(diverged.epoch()).isEqualTo(ends.size()).isPositive();
    assertThat(diverged)
        .hasMessageContaining("in epoch " + diverged.epoch() + " with GradientDescent")
        .hasMessageContaining("1.0E200")
        .hasMessageContaining("smaller learning rate");
    double[] good = ends.size() == 1 ? start : ends.get(ends.size() - 2);
    assertThat(Parameters.get(model)).isEqualTo(good);
    assertThat(lossNow()).isFinite();
  }

  @Test
  void divergenceInTheVeryLastStepIsFound() {
    Optimizer spoils = n -> (x, g) -> x[0] = Double.NaN;
    double[] start = Parameters.get(model);
    assertThatThrownBy(() -> new Trainer(loss, spoils, 1).fit(model, X, Y))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("NaN in epoch 0");
    assertThat(Parameters.get(model)).isEqualTo(start);
  }

  @Test
  void theHistoryIsAsLongAsTheRun() {
    double[] seen = new double[2500];
    Trainer trainer = new Trainer(loss, new GradientDescent(1e-4), 2500);
    History history =
        trainer.watchedBy((epoch, value, gradients) -> seen[epoch] = value).fit(model, X, Y);
    assertThat(history.loss()).isEqualTo(seen);
  }

  @Test
  void anInterruptEndsItAtTheNextBatch() {
    int[] steps = {0};
    Optimizer interrupts =
        n ->
            (x, g) -> {
              if (++steps[0] == 2) Thread.currentThread().interrupt();
            };
    // six batches of two in an epoch; nothing is set aside for epochs that never come
    Trainer trainer = new Trainer(loss, interrupts, Integer.MAX_VALUE).withBatches(2, 0);
    assertThatThrownBy(() -> trainer.fit(model, X, Y))
        .isInstanceOf(CancellationException.class)
        .hasMessage("training stopped after 0 of 2147483647");
    assertThat(steps[0]).isEqualTo(2);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void observerAndProgressSeeEveryEpoch() {
    List<String> seen = new ArrayList<>();
    History history =
        new Trainer(loss, new GradientDescent(0.1), 3)
            .withBatches(5, 1)
            .watchedBy(
                (epoch, meanLoss, gradients) -> {
                  Parameters.requireShapes("gradients", gradients, model);
                  seen.add("epoch " + epoch + " " + meanLoss);
                })
            .reporting((done, total) -> seen.add(done + "/" + total))
            .fit(model, X, Y);
    double[] l = history.loss();
    assertThat(seen)
        .containsExactly(
            "epoch 0 " + l[0], "1/3", "epoch 1 " + l[1], "2/3", "epoch 2 " + l[2], "3/3");
  }

  @Test
  void nesterovLeavesTheParametersUnshifted() {
    // the minimiser keeps x of every step, not x + μv, and one vector of all parameters
    Optimizer nesterov = new Nesterov(0.05, 0.9);
    new Trainer(loss, nesterov, 7).fit(model, X, Y);
    double[] x = Parameters.get(model);
    Sequential again = Samples.network(new Tanh(), 3, 3, 5, 2);
    ModelLoss f = new ModelLoss(again, loss, X, Y);
    double[] expected = new Minimizer(nesterov, 7).minimize(f, f.theta()).lastPoint();
    assertThat(x).containsExactly(expected);
  }

  @Test
  void oneRuleTrainsTwoModelsAsTwoRulesWould() {
    for (Optimizer rule : (Iterable<Optimizer>) rules()::iterator) {
      Sequential other = Samples.network(new Tanh(), 9, 3, 4, 2);
      Trainer trainer = new Trainer(loss, rule, 5).withBatches(4, 1);
      trainer.fit(model, X, Y);
      trainer.fit(other, X, Y);
      Sequential alone = Samples.network(new Tanh(), 9, 3, 4, 2);
      trainer.fit(alone, X, Y);
      assertThat(Parameters.get(other)).isEqualTo(Parameters.get(alone));
    }
  }

  @Test
  void aBadSampleInALaterBatchChangesNothing() {
    SimpleMatrix T = new SimpleMatrix(12, 2);
    SimpleMatrix numbers = new SimpleMatrix(12, 1);
    for (int i = 0; i < 12; i++) {
      numbers.set(i, 0, i);
    }
    Batches.Batch last = new Batches(numbers, T, 1, 5).epoch(0).get(11);
    T.set((int) last.X().get(0), 0, 2);
    double[] start = Parameters.get(model);
    Trainer trainer =
        new Trainer(new BinaryCrossEntropy(), new GradientDescent(1), 2).withBatches(1, 5);
    assertThatThrownBy(() -> trainer.fit(model, X, T))
        .hasMessage("target must be in [0, 1], was 2");
    assertThat(Parameters.get(model)).isEqualTo(start);
  }
}
