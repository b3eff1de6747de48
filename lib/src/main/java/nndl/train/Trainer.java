package nndl.train;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nndl.loss.Risk;
import nndl.nn.Layer;
import nndl.optim.Optimizer;
import nndl.progress.Cancellation;
import nndl.progress.Progress;
import nndl.random.Seeds;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Fits the parameters of a model to samples.
 *
 * @param loss a loss, or a loss with a penalty
 * @param batchSize samples in a batch; more than there are means all in one batch
 * @param seed of the order of the samples and of random layers such as dropout
 * @param tolerance training ends once the loss of an epoch is below it; 0 never ends early. With
 *     all samples in one batch the model then has the parameters of that loss (with Nesterov's
 *     method the look-ahead point)
 * @param observer called after every epoch
 */
public record Trainer(
    Risk loss,
    Optimizer optimizer,
    int epochs,
    int batchSize,
    long seed,
    double tolerance,
    Observer observer) {
  /** At least one epoch and one sample in a batch. */
  public Trainer {
    Require.notNull("loss", loss);
    Require.notNull("optimizer", optimizer);
    Require.positive("epochs", epochs);
    Require.positive("batchSize", batchSize);
    Require.nonNegative("tolerance", tolerance);
    Require.notNull("observer", observer);
  }

  /** All samples in one batch, seed 0, no tolerance, no observer. */
  public Trainer(Risk loss, Optimizer optimizer, int epochs) {
    this(loss, optimizer, epochs, Integer.MAX_VALUE, 0, 0, (epoch, meanLoss, gradients) -> {});
  }

  /** Called after each epoch, while the model has the parameters of the epoch's end. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Called after each epoch.
     *
     * @param meanLoss as {@link History#loss}
     * @param gradients by each parameter, of the epoch's last batch
     */
    void at(int epoch, double meanLoss, List<SimpleMatrix> gradients);
  }

  /** The same with batches of that size, in an order set by the seed. */
  public Trainer withBatches(int size, long seed) {
    return new Trainer(loss, optimizer, epochs, size, seed, tolerance, observer);
  }

  /** The same, ending early once the loss is below the tolerance. */
  public Trainer until(double tolerance) {
    return new Trainer(loss, optimizer, epochs, batchSize, seed, tolerance, observer);
  }

  /** The same with one more observer, called after the others. */
  public Trainer watchedBy(Observer another) {
    Require.notNull("observer", another);
    Observer inner = observer;
    Observer both =
        (epoch, meanLoss, gradients) -> {
          inner.at(epoch, meanLoss, gradients);
          another.at(epoch, meanLoss, gradients);
        };
    return new Trainer(loss, optimizer, epochs, batchSize, seed, tolerance, both);
  }

  /** The same, reporting its epochs to the progress. */
  public Trainer reporting(Progress progress) {
    Require.notNull("progress", progress);
    return watchedBy((epoch, meanLoss, gradients) -> progress.at(epoch + 1L, epochs));
  }

  /**
   * Fits the model to inputs X (n×in) and targets Y (n×out), writing into its parameters.
   *
   * @throws TrainingDiverged when the loss is no longer finite
   * @throws IllegalArgumentException when samples do not fit the model or the loss; the model has
   *     the parameters of the epoch's start
   * @throws java.util.concurrent.CancellationException when the thread is interrupted, at the next
   *     batch; the model keeps the parameters reached
   */
  public History fit(Layer model, SimpleMatrix X, SimpleMatrix Y) {
    Require.notNull("model", model);
    Batches batches = new Batches(X, Y, batchSize, seed);
    Update update = new Update(model, optimizer);
    Random random = Seeds.generator(Seeds.derive(seed, -1)); // epochs use 0, 1, …
    double[] history = new double[Math.min(epochs, 1024)]; // grown on demand: most runs end early
    double[] good = update.array(); // the last start of an epoch whose loss was finite
    double[] atStart = update.array();
    update.read(good);
    for (int epoch = 0; epoch < epochs; epoch++) {
      if (epoch == history.length) {
        history = Arrays.copyOf(history, (int) Math.min(epochs, 2L * epoch));
      }
      update.read(atStart);
      List<Batches.Batch> dealt = batches.epoch(epoch);
      List<SimpleMatrix> gradients = List.of();
      try {
        for (Batches.Batch batch : dealt) {
          Cancellation.poll("training", epoch, epochs);
          update.lookAhead();
          Risk.ValueAndGradients l = loss.of(model.sample(random), batch.X(), batch.Y());
          if (!Double.isFinite(l.value())) {
            update.write(good);
            throw new TrainingDiverged(epoch, l.value(), optimizer);
          }
          history[epoch] += l.value() / dealt.size();
          gradients = l.gradients();
          // with one batch, stop before the step: the parameters have this loss
          if (dealt.size() > 1 || !(l.value() < tolerance)) {
            update.step(gradients);
          }
        }
      } catch (IllegalArgumentException e) {
        // a later batch may have samples that do not fit, such as a target out of range
        update.write(atStart);
        throw e;
      }
      double[] free = good;
      good = atStart;
      atStart = free;
      observer.at(epoch, history[epoch], gradients);
      if (history[epoch] < tolerance) {
        return new History(Arrays.copyOf(history, epoch + 1), true);
      }
    }
    if (!update.finite()) {
      update.write(good);
      throw new TrainingDiverged(epochs - 1, Double.NaN, optimizer);
    }
    return new History(history, false);
  }
}
