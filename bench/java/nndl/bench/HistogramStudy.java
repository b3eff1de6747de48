package nndl.bench;

import java.util.ArrayList;
import java.util.List;
import nndl.compiled.Compiled;
import nndl.nn.Activation;
import nndl.nn.Dense;
import nndl.nn.Layer;
import nndl.nn.Sequential;
import nndl.plot.Histogram;
import org.ejml.simple.SimpleMatrix;

/**
 * Outputs of five layers for three activations and four initialisations, counted in 40 bars each,
 * with mean and standard deviation.
 *
 * <p>The file {@code weights} holds, for one initialisation after the other, its five matrices; the
 * file {@code ranges} the two ends of the histograms, network by network, layer by layer.
 */
final class HistogramStudy implements Task {
  private static final int LAYERS = 5;
  private static final int INITIALISATIONS = 4;
  private static final int BINS = 40;

  private final SimpleMatrix X;
  private final List<List<Layer>> networks = new ArrayList<>();
  private final double[] ranges;
  private final List<Histogram> histograms = new ArrayList<>();

  HistogramStudy(Settings settings) {
    int width = settings.whole("width");
    X = new SimpleMatrix(settings.whole("samples"), width, true, settings.numbers("X"));
    ranges = settings.numbers("ranges");
    double[] weights = settings.numbers("weights");
    for (String activation : List.of("sigmoid", "tanh", "relu")) {
      for (int k = 0; k < INITIALISATIONS; k++) {
        networks.add(network(NetworkTask.activation(activation), width, weights, k * LAYERS));
      }
    }
  }

  /** Dense layer and activation together, five times, each compiled: all outputs are counted. */
  private static List<Layer> network(Activation f, int width, double[] weights, int first) {
    List<Layer> layers = new ArrayList<>();
    for (int l = first; l < first + LAYERS; l++) {
      double[] w = new double[width * width];
      System.arraycopy(weights, l * w.length, w, 0, w.length);
      SimpleMatrix W = new SimpleMatrix(width, width, true, w);
      layers.add(Compiled.of(Sequential.of(new Dense(W, new SimpleMatrix(1, width)), f)));
    }
    return layers;
  }

  @Override
  public void run(int times) {
    for (int i = 0; i < times; i++) {
      histograms.clear();
      for (List<Layer> network : networks) {
        SimpleMatrix A = X;
        for (Layer layer : network) {
          A = layer.apply(A);
          int at = 2 * histograms.size();
          Histogram histogram = new Histogram(ranges[at], ranges[at + 1], BINS);
          double[] a = A.getDDRM().data;
          for (int k = 0; k < A.getNumElements(); k++) {
            histogram.add(a[k]);
          }
          histograms.add(histogram);
        }
      }
    }
  }

  /** Mean, standard deviation and counts of every histogram. */
  @Override
  public double[] result() {
    double[] result = new double[histograms.size() * (2 + BINS)];
    int at = 0;
    for (Histogram h : histograms) {
      result[at++] = h.mean();
      result[at++] = h.sd();
      for (int k = 0; k < BINS; k++) {
        result[at++] = h.count(k);
      }
    }
    return result;
  }
}
