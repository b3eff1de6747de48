package nndl.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nndl.diagnose.ActivationStatistics;
import nndl.diagnose.DeadUnits;
import nndl.diagnose.GradientNorms;
import nndl.nn.Layer;
import nndl.nn.Sequential;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Figures of a model taken while it is trained: {@code new Recorder(10).deadUnits(model, X)}, then
 * {@code trainer.watchedBy(recorder)}.
 *
 * <p>Only recorded epochs take time. Figures are computed with the parameters at the epoch's end;
 * loss and gradients are those of the {@link Trainer.Observer}. A recorder that watches a second
 * fit appends to its series.
 */
public final class Recorder implements Trainer.Observer {
  private final int every;
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, List<Double>> series = new LinkedHashMap<>();
  private final List<Integer> epochs = new ArrayList<>();

  /** Records the loss at epochs 0, every, 2 every, … */
  public Recorder(int every) {
    this.every = Require.positive("every", every);
    record("loss", (loss, gradients) -> loss);
  }

  /** A figure at the end of an epoch. */
  @FunctionalInterface
  public interface Probe {
    /** The figure; the arguments as in {@link Trainer.Observer#at}. */
    double of(double meanLoss, List<SimpleMatrix> gradients);
  }

  /** Several figures at the end of an epoch, such as one for each layer. */
  @FunctionalInterface
  public interface Probes {
    /** As many figures as names; the arguments as in {@link Trainer.Observer#at}. */
    double[] of(double meanLoss, List<SimpleMatrix> gradients);
  }

  private record Group(List<String> names, Probes probes) {}

  /** Adds a figure; its name must be new. */
  public Recorder record(String name, Probe probe) {
    Require.notNull("probe", probe);
    return recordAll(
        List.of(Require.notNull("name", name)), (l, g) -> new double[] {probe.of(l, g)});
  }

  /**
   * Adds figures that are computed together; their names must be new.
   *
   * @throws IllegalStateException when recording has begun
   */
  public Recorder recordAll(List<String> names, Probes probes) {
    if (!epochs.isEmpty()) {
      throw new IllegalStateException(
          "all figures must be named before training; recording has begun, " + names + " is late");
    }
    for (String name : Require.notNull("names", names)) {
      if (series.putIfAbsent(Require.notNull("name", name), new ArrayList<>()) != null) {
        throw Require.invalid("name", "none of " + series.keySet(), name);
      }
    }
    groups.add(new Group(List.copyOf(names), Require.notNull("probes", probes)));
    return this;
  }

  /** The metric of the model's outputs for X (n×in) against Y (n×out). */
  public Recorder metric(String name, Metric metric, Layer model, SimpleMatrix X, SimpleMatrix Y) {
    Require.notNull("metric", metric);
    Require.notNull("model", model);
    return record(name, (loss, gradients) -> metric.of(model.apply(X), Y));
  }

  /** The norm of the gradient by the parameters of layer l, from 0: "gradient norm l". */
  public Recorder gradientNorms(Sequential model) {
    return recordAll(
        names("gradient norm ", GradientNorms.layers(model)),
        (loss, gradients) -> GradientNorms.of(model, gradients));
  }

  /** The share of the units of activation layer l that are dead on X (n×in): "dead units l". */
  public Recorder deadUnits(Sequential model, SimpleMatrix X) {
    return recordAll(
        names("dead units ", DeadUnits.of(model, X).layers()),
        (loss, gradients) -> DeadUnits.of(model, X).shares());
  }

  /** Mean and standard deviation of the outputs of activation layer l for X: "mean l", "sd l". */
  public Recorder activations(Sequential model, SimpleMatrix X) {
    int layers = ActivationStatistics.of(model, X).size();
    List<String> names = new ArrayList<>(names("mean ", layers));
    names.addAll(names("sd ", layers));
    return recordAll(
        names,
        (loss, gradients) -> {
          List<ActivationStatistics> now = ActivationStatistics.of(model, X);
          double[] figures = new double[2 * layers];
          for (int l = 0; l < layers; l++) {
            figures[l] = now.get(l).mean();
            figures[layers + l] = now.get(l).sd();
          }
          return figures;
        });
  }

  private static List<String> names(String stem, int count) {
    List<String> names = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      names.add(stem + l);
    }
    return names;
  }

  @Override
  public void at(int epoch, double meanLoss, List<SimpleMatrix> gradients) {
    if (epoch % every != 0) {
      return;
    }
    List<double[]> rows = new ArrayList<>();
    for (Group group : groups) {
      double[] row = group.probes.of(meanLoss, gradients);
      Require.size("figures for " + group.names, row.length, group.names.size());
      rows.add(row);
    }
    // if a probe fails, nothing of the epoch is kept
    epochs.add(epoch);
    for (int g = 0; g < rows.size(); g++) {
      for (int i = 0; i < rows.get(g).length; i++) {
        series.get(groups.get(g).names.get(i)).add(rows.get(g)[i]);
      }
    }
  }

  /** The epochs that were recorded, as numbers for an axis. */
  public double[] epochs() {
    return epochs.stream().mapToDouble(Integer::doubleValue).toArray();
  }

  /** The figure of that name at each recorded epoch. */
  public double[] series(String name) {
    return series.get(Require.oneOf("name", name, series.keySet())).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** The figure of that name at the last recorded epoch. */
  public double last(String name) {
    double[] all = series(name);
    Require.positive("number of recorded epochs", all.length);
    return all[all.length - 1];
  }

  /** A row for each recorded epoch: the epoch, the loss and the figures in their order. */
  public Table table() {
    int[] numbers = epochs.stream().mapToInt(Integer::intValue).toArray();
    Table table = Table.create("Training", IntColumn.create("epoch", numbers));
    for (String name : series.keySet()) {
      table.addColumns(DoubleColumn.create(name, series(name)));
    }
    return table;
  }

  @Override
  public String toString() {
    return epochs.size() + " epochs recorded of " + series.keySet();
  }
}
