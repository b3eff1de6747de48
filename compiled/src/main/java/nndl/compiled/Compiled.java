package nndl.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Residual;
import nndl.nn.Sequential;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * A network compiled for speed: a layer with the same parameters, the same matrices, that computes
 * {@code apply} and {@code vjp} with OpenBLAS, vector instructions and all processors.
 *
 * <p>Dense layers and the activations of the library are compiled; every other layer computes as it
 * does in the network, and so does a pass of little work. Results agree with the network's up to
 * rounding, and their last digits depend on the machine. Where OpenBLAS is missing the network
 * itself computes; see {@link #backend}.
 */
public final class Compiled implements Layer {
  /** A pass of fewer multiplications takes less time in the network itself. */
  static final long LEAST_WORK = 1L << 14;

  private final Sequential network;
  private final Sequential steps;
  private final long parameters;

  private Compiled(Sequential network, Sequential steps) {
    this.network = network;
    this.steps = steps;
    parameters = Parameters.count(network);
  }

  /** The network, compiled with what this machine has. */
  public static Compiled of(Sequential network) {
    Require.notNull("network", network);
    Backend backend = Backend.ofThisMachine();
    return new Compiled(network, backend.gemm().isPresent() ? compiled(network, backend) : network);
  }

  /**
   * What compiled networks are computed with on this machine, and what is missing: "OpenBLAS 0.3.30
   * and the Vector API".
   */
  public static String backend() {
    return Backend.ofThisMachine().name();
  }

  /** The network with each run of dense layers and their activations as one layer. */
  private static Sequential compiled(Sequential network, Backend backend) {
    List<Layer> layers = network.layers();
    List<Layer> steps = new ArrayList<>();
    List<DenseChain.Link> links = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l) instanceof Dense dense) {
        Layer next = l + 1 < layers.size() ? layers.get(l + 1) : null;
        boolean activated = next instanceof Activation && ActivationKernel.isPure(next);
        links.add(new DenseChain.Link(dense, activated ? (Activation) next : null));
        l += activated ? 1 : 0;
      } else {
        addChain(steps, links, backend);
        steps.add(compiled(layers.get(l), backend));
      }
    }
    addChain(steps, links, backend);
    return new Sequential(steps);
  }

  /** A layer that is not dense. */
  private static Layer compiled(Layer layer, Backend backend) {
    if (layer instanceof Residual block && block.f() instanceof Sequential inner) {
      return new Residual(compiled(inner, backend));
    }
    return layer instanceof Activation f && ActivationKernel.isPure(f)
        ? new ParallelActivation(f, backend.activations())
        : layer;
  }

  private static void addChain(List<Layer> to, List<DenseChain.Link> links, Backend backend) {
    if (!links.isEmpty()) {
      to.add(new DenseChain(links, backend));
      links.clear();
    }
  }

  /** The layer that computes a pass for X. */
  private Layer chosen(SimpleMatrix X) {
    // an activation takes as long as some ten multiplications
    long work = X == null ? 0 : X.getNumRows() * parameters + 10L * X.getNumElements();
    return work < LEAST_WORK ? network : steps;
  }

  @Override
  public SimpleMatrix apply(SimpleMatrix X) {
    return chosen(X).apply(X);
  }

  /**
   * The output and the pullback. A compiled layer keeps the arrays of its last pass only: the
   * pullback of an earlier pass is right too, and computes that pass a second time.
   */
  @Override
  public Vjp vjp(SimpleMatrix X) {
    return chosen(X).vjp(X);
  }

  /** As the network computes it. */
  @Override
  public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
    return network.jvp(X, dX, dParameters);
  }

  @Override
  public List<SimpleMatrix> parameters() {
    return network.parameters();
  }

  @Override
  public List<SimpleMatrix> weights() {
    return network.weights();
  }

  @Override
  public Layer sample(RandomGenerator random) {
    Sequential sampled = network.sample(random);
    return sampled == network ? this : of(sampled);
  }

  @Override
  public String toString() {
    return "compiled (" + network + ")";
  }
}
