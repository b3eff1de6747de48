package nndl.diagnose;

import java.util.List;
import nndl.linalg.Norm;
import nndl.loss.Risk;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The norm of the gradient by the parameters of each layer: √Σg² over all of its matrices; NaN or ∞
 * where it is not finite.
 */
public final class GradientNorms {
  private GradientNorms() {}

  /** How many layers of the model have parameters. */
  public static int layers(Sequential model) {
    return (int)
        Require.notNull("model", model).layers().stream()
            .filter(layer -> !layer.parameters().isEmpty())
            .count();
  }

  /**
   * The norm for each layer that has parameters, first layer first.
   *
   * @param gradients by each parameter of the model, in its order
   */
  public static double[] of(Sequential model, List<SimpleMatrix> gradients) {
    double[] norms = new double[layers(model)];
    Parameters.requireShapes("gradients", gradients, model);
    int l = 0;
    int at = 0;
    for (Layer layer : model.layers()) {
      int next = at + layer.parameters().size();
      if (next > at) {
        double[][] data = new double[next - at][];
        for (int i = at; i < next; i++) {
          data[i - at] = gradients.get(i).getDDRM().data;
        }
        norms[l++] = Norm.of(data);
      }
      at = next;
    }
    return norms;
  }

  /** The norms of the gradient of a loss, penalties included, on X (n×in) and Y (n×out). */
  public static double[] of(Sequential model, Risk loss, SimpleMatrix X, SimpleMatrix Y) {
    Require.notNull("model", model);
    return of(model, Require.notNull("loss", loss).of(model, X, Y).gradients());
  }
}
