package nndl.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** A chain of layers, which is itself a layer. */
public record Sequential(List<Layer> layers) implements Layer {
  /** At least one layer, and no matrix of parameters twice. */
  public Sequential {
    Require.positive("number of layers", Require.notNull("layers", layers).size());
    Map<SimpleMatrix, Integer> owners = new IdentityHashMap<>();
    for (int l = 0; l < layers.size(); l++) {
      for (SimpleMatrix parameter :
          Require.notNull("layers[" + l + "]", layers.get(l)).parameters()) {
        Integer owner = owners.put(parameter, l);
        // each occurrence would be updated by its own gradient only
        if (owner != null) {
          throw Require.invalid(
              "layers[" + l + "]",
              "of its own parameters",
              "sharing those of layers[" + owner + "]");
        }
      }
    }
    layers = List.copyOf(layers);
  }

  /** The layers in the order in which the input passes them. */
  public static Sequential of(Layer... layers) {
    return new Sequential(Arrays.asList(layers));
  }

  /**
   * A multilayer perceptron with a linear output: dense, hidden, dense, hidden, …, dense.
   *
   * @param widths input, hidden …, output; at least two
   * @param weights for every dense layer; biases start at 0
   */
  public static Sequential mlp(
      int[] widths, Activation hidden, Initializer weights, RandomGenerator random) {
    Require.inRange(
        "number of widths", Require.notNull("widths", widths).length, 2, Integer.MAX_VALUE);
    Require.notNull("hidden", hidden);
    List<Layer> layers = new ArrayList<>();
    for (int l = 1; l < widths.length; l++) {
      if (l > 1) {
        layers.add(hidden);
      }
      layers.add(Dense.of(widths[l - 1], widths[l], weights, random));
    }
    return new Sequential(layers);
  }

  @Override
  public SimpleMatrix apply(SimpleMatrix X) {
    SimpleMatrix A = X;
    for (Layer layer : layers) {
      A = layer.apply(A);
    }
    return A;
  }

  /** The output of every layer for X (n×in), first layer first. */
  public List<SimpleMatrix> outputs(SimpleMatrix X) {
    List<SimpleMatrix> outputs = new ArrayList<>();
    SimpleMatrix A = X;
    for (Layer layer : layers) {
      A = layer.apply(A);
      outputs.add(A);
    }
    return Collections.unmodifiableList(outputs);
  }

  /** Forward through all layers, keeping each pullback; backward through the pullbacks. */
  @Override
  public Vjp vjp(SimpleMatrix X) {
    List<Pullback> pullbacks = new ArrayList<>();
    SimpleMatrix A = X;
    for (Layer layer : layers) {
      Vjp step = layer.vjp(A);
      pullbacks.add(step.pullback());
      A = step.output();
    }
    return new Vjp(A, new Backward(pullbacks));
  }

  private record Backward(List<Pullback> pullbacks) implements Pullback {
    @Override
    public Gradients apply(SimpleMatrix dY) {
      List<List<SimpleMatrix>> steps = new ArrayList<>();
      SimpleMatrix gradient = downTo(0, dY, steps);
      return new Gradients(gradient, inOrder(steps));
    }

    @Override
    public List<SimpleMatrix> parameters(SimpleMatrix dY) {
      List<List<SimpleMatrix>> steps = new ArrayList<>();
      SimpleMatrix gradient = downTo(1, dY, steps);
      steps.add(pullbacks.get(0).parameters(gradient));
      return inOrder(steps);
    }

    /**
     * The gradient by the input of that layer; adds those by parameters, the last layer's first.
     */
    private SimpleMatrix downTo(int first, SimpleMatrix dY, List<List<SimpleMatrix>> steps) {
      SimpleMatrix gradient = dY;
      for (int l = pullbacks.size() - 1; l >= first; l--) {
        Gradients step = pullbacks.get(l).apply(gradient);
        steps.add(step.parameters());
        gradient = step.input();
      }
      return gradient;
    }

    private static List<SimpleMatrix> inOrder(List<List<SimpleMatrix>> steps) {
      List<SimpleMatrix> all = new ArrayList<>();
      for (int l = steps.size() - 1; l >= 0; l--) {
        all.addAll(steps.get(l));
      }
      return all;
    }
  }

  @Override
  public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
    Parameters.requireShapes("dParameters", dParameters, this);
    Jvp step = new Jvp(X, Linalg.sameShape("dX", dX, Require.notNull("X", X)));
    int at = 0;
    for (Layer layer : layers) {
      int next = at + layer.parameters().size();
      step = layer.jvp(step.output(), step.tangent(), dParameters.subList(at, next));
      at = next;
    }
    return step;
  }

  @Override
  public List<SimpleMatrix> parameters() {
    return all(Layer::parameters);
  }

  @Override
  public List<SimpleMatrix> weights() {
    return all(Layer::weights);
  }

  @Override
  public Sequential sample(RandomGenerator random) {
    List<Layer> sampled = new ArrayList<>(layers.size());
    boolean chance = false;
    for (Layer layer : layers) {
      Layer one = layer.sample(random);
      sampled.add(one);
      chance |= one != layer;
    }
    return chance ? new Sequential(sampled) : this; // called for every batch
  }

  @Override
  public String toString() {
    return layers.stream().map(Layer::toString).collect(Collectors.joining(", "));
  }

  private List<SimpleMatrix> all(Function<Layer, List<SimpleMatrix>> of) {
    List<SimpleMatrix> matrices = new ArrayList<>();
    layers.forEach(layer -> matrices.addAll(of.apply(layer)));
    return Collections.unmodifiableList(matrices);
  }
}
