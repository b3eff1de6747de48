package nndl.diagnose;

import java.util.List;
import java.util.stream.Collectors;
import nndl.nn.Activation;
import nndl.nn.Layer;
import nndl.nn.PRelu;
import nndl.nn.Sequential;
import nndl.progress.Cancellation;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Sends samples through a network and gives the inputs and outputs of its activation layers.
 *
 * <p>One chunk of samples is in memory at a time. Activation layers are those directly in the
 * {@link Sequential}, counted from 0.
 */
public final class ActivationStream {
  private ActivationStream() {}

  /** Called for each chunk of m samples at each activation layer. */
  @FunctionalInterface
  public interface Visitor {
    /** The layer's input Z and output A = f(Z), both m×width; neither may be changed. */
    void at(int number, Layer layer, SimpleMatrix Z, SimpleMatrix A);
  }

  /** Called for each output of an activation layer. */
  @FunctionalInterface
  public interface Values {
    /** An output of a unit of the layer for a sample. */
    void at(int layer, double a);
  }

  /**
   * Sends the chunks (each m×in) through the model.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static void visit(Sequential model, Iterable<SimpleMatrix> chunks, Visitor visitor) {
    Require.notNull("model", model);
    Require.notNull("visitor", visitor);
    int done = 0;
    for (SimpleMatrix X : Require.notNull("chunks", chunks)) {
      Cancellation.poll("looking at chunks", done++);
      SimpleMatrix A = X;
      int number = 0;
      for (Layer layer : model.layers()) {
        SimpleMatrix Z = A;
        A = layer.apply(Z);
        if (isActivation(layer)) {
          visitor.at(number++, layer, Z, A);
        }
      }
    }
  }

  /** Sends the chunks (each m×in) through the model and every output to the consumer. */
  public static void values(Sequential model, Iterable<SimpleMatrix> chunks, Values values) {
    Require.notNull("values", values);
    visit(
        model,
        chunks,
        (number, layer, Z, A) -> {
          double[] a = A.getDDRM().data;
          for (int i = 0; i < A.getNumElements(); i++) {
            values.at(number, a[i]);
          }
        });
  }

  /** The activation layers of the model, first layer first. */
  public static List<Layer> layers(Sequential model) {
    return Require.notNull("model", model).layers().stream()
        .filter(ActivationStream::isActivation)
        .collect(Collectors.toList());
  }

  private static boolean isActivation(Layer layer) {
    return layer instanceof Activation || layer instanceof PRelu;
  }
}
