package nndl.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nndl.compiled.Compiled;
import nndl.loss.BinaryCrossEntropy;
import nndl.loss.Loss;
import nndl.loss.SoftmaxCrossEntropy;
import nndl.loss.SquaredError;
import nndl.nn.Activation;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Relu;
import nndl.nn.Sequential;
import nndl.nn.Sigmoid;
import nndl.nn.Tanh;
import nndl.optim.Adam;
import nndl.random.Seeds;
import nndl.train.History;
import nndl.train.Trainer;
import org.ejml.simple.SimpleMatrix;

/**
 * What is done with a compiled network, its start weights and its samples, all of them from files.
 *
 * @param theta the start weights, in the order of {@link Parameters}
 */
record NetworkTask(Layer model, Loss loss, SimpleMatrix X, SimpleMatrix Y, double[] theta) {
  static Task of(String what, Settings settings) {
    int[] widths = settings.wholes("widths");
    int n = settings.whole("samples");
    Sequential model =
        Sequential.mlp(
            widths,
            activation(settings.text("activation")),
            Initializer.zeros(),
            Seeds.generator(0));
    double[] theta = settings.numbers("theta");
    Parameters.set(model, theta);
    NetworkTask network =
        new NetworkTask(
            Compiled.of(model),
            loss(settings.text("loss")),
            new SimpleMatrix(n, widths[0], true, settings.numbers("X")),
            new SimpleMatrix(n, widths[widths.length - 1], true, settings.numbers("Y")),
            theta);
    return switch (what) {
      case "forward" -> network.forward();
      case "gradient" -> network.gradient();
      case "step" -> network.steps(settings.number("rate"));
      default ->
          network.training(
              settings.number("rate"), settings.number("level"), settings.whole("epochs"));
    };
  }

  static Activation activation(String name) {
    return switch (name) {
      case "tanh" -> new Tanh();
      case "sigmoid" -> new Sigmoid();
      case "relu" -> new Relu();
      default -> throw new IllegalArgumentException("there is no activation " + name);
    };
  }

  private static Loss loss(String name) {
    return switch (name) {
      case "squared" -> new SquaredError();
      case "binary" -> new BinaryCrossEntropy();
      case "softmax" -> new SoftmaxCrossEntropy();
      default -> throw new IllegalArgumentException("there is no loss " + name);
    };
  }

  private Task forward() {
    return new Task() {
      private SimpleMatrix output;

      @Override
      public void run(int times) {
        for (int i = 0; i < times; i++) {
          output = model.apply(X);
        }
      }

      @Override
      public double[] result() {
        return Parameters.flatten(List.of(output));
      }
    };
  }

  /** The loss and its gradients by all parameters. */
  private Task gradient() {
    return new Task() {
      private Loss.ValueAndGradients last;

      @Override
      public void run(int times) {
        for (int i = 0; i < times; i++) {
          last = loss.of(model, X, Y);
        }
      }

      @Override
      public double[] result() {
        List<SimpleMatrix> all = new ArrayList<>(last.gradients());
        all.add(new SimpleMatrix(new double[][] {{last.value()}}));
        return Parameters.flatten(all);
      }
    };
  }

  /** Steps of Adam with all samples in one batch; the result is the loss before each step. */
  private Task steps(double rate) {
    return new Task() {
      private History history;

      @Override
      public void run(int times) {
        Parameters.set(model, theta);
        history = new Trainer(loss, new Adam(rate), times).fit(model, X, Y);
      }

      @Override
      public double[] result() {
        return history.loss();
      }
    };
  }

  /** Training with Adam until the loss is below the level; the result is steps and last loss. */
  private Task training(double rate, double level, int epochs) {
    return new Task() {
      private double[] losses;

      @Override
      public void run(int times) {
        for (int i = 0; i < times; i++) {
          Parameters.set(model, theta);
          losses = new Trainer(loss, new Adam(rate), epochs).until(level).fit(model, X, Y).loss();
        }
      }

      @Override
      public double[] result() {
        double last = Arrays.stream(losses).reduce((a, b) -> b).orElseThrow();
        if (!(last < level)) {
          throw new IllegalStateException("the loss stayed at " + last + ", above " + level);
        }
        return new double[] {losses.length, last};
      }
    };
  }
}
