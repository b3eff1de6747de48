package nndl;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Elu;
import nndl.nn.Gelu;
import nndl.nn.GeluTanh;
import nndl.nn.Identity;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.LeakyRelu;
import nndl.nn.PRelu;
import nndl.nn.Relu;
import nndl.nn.Residual;
import nndl.nn.Sequential;
import nndl.nn.Sigmoid;
import nndl.nn.Softplus;
import nndl.nn.Swish;
import nndl.nn.Tanh;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;

/** Matrices, activations and networks to test with. */
public final class Samples {
  private Samples() {}

  /** Every activation of the library, under the names of the reference files. */
  public static Map<String, Activation> activations() {
    Map<String, Activation> all = new TreeMap<>();
    all.put("identity", new Identity());
    all.put("sigmoid", new Sigmoid());
    all.put("tanh", new Tanh());
    all.put("relu", new Relu());
    all.put("leaky 0.1", new LeakyRelu(0.1));
    all.put("elu 1.5", new Elu(1.5));
    all.put("softplus", new Softplus());
    all.put("swish 1", new Swish(1));
    all.put("swish 2.5", new Swish(2.5));
    all.put("gelu", new Gelu());
    all.put("gelu tanh", new GeluTanh());
    all.put("gelu sigmoid", new Swish(1.702));
    return all;
  }

  /** Standard normal elements. */
  public static SimpleMatrix normal(int rows, int columns, long seed) {
    return Initializer.normal(1).create(rows, columns, Seeds.generator(seed));
  }

  /** Inputs, hidden layers of that activation, one output layer; biases are random too. */
  public static Sequential network(Activation hidden, long seed, int... widths) {
    Random random = Seeds.generator(seed);
    Layer[] layers = new Layer[2 * widths.length - 3];
    for (int l = 0; l < layers.length; l++) {
      layers[l] =
          l % 2 == 1
              ? hidden
              : Dense.of(
                  widths[l / 2],
                  widths[l / 2 + 1],
                  Initializer.xavierNormal(),
                  Initializer.normal(0.5),
                  random);
    }
    return Sequential.of(layers);
  }

  /** Dense, PReLU, a residual block and an output layer; everything in it is random. */
  public static Sequential residualNetwork(PRelu slopes, long seed, int in, int width, int out) {
    Sequential dense = network(new Identity(), seed, in, width, width, width, out);
    Layer block = Residual.of(dense.layers().get(2), new Tanh(), dense.layers().get(4));
    return Sequential.of(dense.layers().get(0), slopes, block, dense.layers().get(6));
  }
}
