package nndl.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nndl.linalg.Linalg;
import nndl.linalg.Norm;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.progress.Cancellation;
import nndl.text.Numbers;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The singular values of ∂h⁽ˡ⁾/∂x, the product of the Jacobians of the layers up to l, at one
 * sample.
 *
 * @param byLayer for each layer of the model, first layer first, the min(in, width) singular
 *     values, largest first; all NaN from the layer on where the product is not finite any more
 */
public record JacobianSpectrum(List<double[]> byLayer) {
  /**
   * Follows all unit vectors forward through the layers, in one pass.
   *
   * @param x a sample, 1×in
   */
  public static JacobianSpectrum of(Sequential model, SimpleMatrix x) {
    Require.notNull("model", model);
    if (Require.notNull("x", x).getNumRows() != 1) {
      throw Require.invalid("x", "one sample, a row", Linalg.shape(x));
    }
    int in = x.getNumCols();
    SimpleMatrix H = SimpleMatrix.ones(in, 1).mult(x); // row j is x, its tangent the unit vector j
    SimpleMatrix T = SimpleMatrix.identity(in);
    List<double[]> byLayer = new ArrayList<>();
    for (Layer layer : model.layers()) {
      Cancellation.poll("singular values", byLayer.size(), model.layers().size());
      Layer.Jvp step = layer.jvp(H, T, Parameters.zeros(layer));
      H = step.output();
      T = step.tangent(); // the transposed Jacobian product, in×width
      byLayer.add(singularValues(T));
    }
    return new JacobianSpectrum(byLayer);
  }

  /** The largest singular value after each layer: the largest growth of a change of x. */
  public double[] largest() {
    return byLayer.stream().mapToDouble(s -> s[0]).toArray();
  }

  /** The root mean square singular value after each layer: the growth of a random change of x. */
  public double[] rootMeanSquare() {
    return byLayer.stream().mapToDouble(s -> Norm.of(s) / Math.sqrt(s.length)).toArray();
  }

  private static double[] singularValues(SimpleMatrix T) {
    int count = Math.min(T.getNumRows(), T.getNumCols());
    if (T.hasUncountable()) {
      double[] broken = new double[count];
      Arrays.fill(broken, Double.NaN);
      return broken;
    }
    double largest = T.elementMaxAbs();
    if (largest == 0) {
      return new double[count];
    }
    // squares of 1e±200, as deep products have them, would overflow or vanish
    double[] values = T.divide(largest).svd(true).getSingularValues();
    for (int i = 0; i < values.length; i++) {
      values[i] *= largest;
    }
    return values;
  }

  @Override
  public String toString() {
    return "largest singular values by layer " + Numbers.text(largest());
  }
}
