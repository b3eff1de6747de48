package nndl.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nndl.nn.Layer;
import nndl.nn.Sequential;
import nndl.text.Numbers;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The outputs of one activation layer over samples and units.
 *
 * @param layer its number among the activation layers and its function, "0: ReLU"
 * @param values how many outputs there were
 * @param mean of all outputs
 * @param sd their standard deviation, with divisor values − 1; NaN for one value
 * @param zeros the share that is exactly 0
 * @param saturated the share within {@link #MARGIN} of an asymptote
 */
public record ActivationStatistics(
    String layer, long values, double mean, double sd, double zeros, double saturated) {
  /**
   * How near to an asymptote an output counts as saturated: 0.01, for a sigmoid a slope below 0.01.
   */
  public static final double MARGIN = 0.01;

  /**
   * Each activation layer of the model, first layer first.
   *
   * @param chunks samples, each chunk m×in; memory does not grow with their number
   * @param asymptotes of the activation: 0 and 1 for the sigmoid, −1 and 1 for tanh; when none are
   *     given, the share that is saturated is 0
   */
  public static List<ActivationStatistics> of(
      Sequential model, Iterable<SimpleMatrix> chunks, double... asymptotes) {
    for (double asymptote : asymptotes) {
      Require.finite("asymptote", asymptote);
    }
    List<Sums> sums = new ArrayList<>();
    for (Layer f : ActivationStream.layers(model)) {
      sums.add(new Sums(sums.size() + ": " + f, asymptotes.clone()));
    }
    ActivationStream.values(model, chunks, (layer, a) -> sums.get(layer).add(a));
    return sums.stream().map(Sums::statistics).collect(Collectors.toList());
  }

  /** The same for samples X (n×in) at once. */
  public static List<ActivationStatistics> of(
      Sequential model, SimpleMatrix X, double... asymptotes) {
    return of(model, List.of(Require.notNull("X", X)), asymptotes);
  }

  @Override
  public String toString() {
    return layer + ", mean " + Numbers.text(mean) + ", sd " + Numbers.text(sd);
  }

  private static final class Sums {
    private final String layer;
    private final double[] asymptotes;
    private long n;
    private double mean;
    private double squares;
    private long zeros;
    private long saturated;

    Sums(String layer, double[] asymptotes) {
      this.layer = layer;
      this.asymptotes = asymptotes;
    }

    void add(double a) {
      n++;
      // Welford (1962): no cancellation when the mean is large against the spread
      double before = a - mean;
      mean += before / n;
      squares += before * (a - mean);
      zeros += a == 0 ? 1 : 0;
      boolean near = false;
      for (double asymptote : asymptotes) {
        near |= Math.abs(a - asymptote) < MARGIN;
      }
      saturated += near ? 1 : 0;
    }

    ActivationStatistics statistics() {
      if (n == 0) {
        throw Require.invalid("number of values", "at least 1", "0");
      }
      return new ActivationStatistics(
          layer,
          n,
          mean,
          n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)),
          (double) zeros / n,
          (double) saturated / n);
    }
  }
}
