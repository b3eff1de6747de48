package nndl.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** The parameters of a layer seen as one vector θ, matrix after matrix, row after row. */
public final class Parameters {
  private Parameters() {}

  /** How many numbers the layer learns. */
  public static int count(Layer layer) {
    return layer.parameters().stream().mapToInt(SimpleMatrix::getNumElements).sum();
  }

  /** A copy of θ. */
  public static double[] get(Layer layer) {
    return flatten(layer.parameters());
  }

  /** Writes θ into the layer. */
  public static void set(Layer layer, double[] theta) {
    Require.size("theta", Require.notNull("theta", theta).length, count(layer));
    int at = 0;
    for (SimpleMatrix parameter : layer.parameters()) {
      double[] data = Linalg.requireDoubles("parameter", parameter).getDDRM().data;
      System.arraycopy(theta, at, data, 0, parameter.getNumElements());
      at += parameter.getNumElements();
    }
  }

  /** Matrices, such as parameter gradients, as one vector in the order of θ. */
  public static double[] flatten(List<SimpleMatrix> matrices) {
    double[] theta = new double[matrices.stream().mapToInt(SimpleMatrix::getNumElements).sum()];
    int at = 0;
    for (SimpleMatrix matrix : matrices) {
      System.arraycopy(matrix.getDDRM().data, 0, theta, at, matrix.getNumElements());
      at += matrix.getNumElements();
    }
    return theta;
  }

  /** A vector cut into matrices shaped as the layer's parameters. */
  public static List<SimpleMatrix> unflatten(Layer layer, double[] theta) {
    Require.size("theta", theta.length, count(layer));
    List<SimpleMatrix> matrices = zeros(layer);
    int at = 0;
    for (SimpleMatrix matrix : matrices) {
      System.arraycopy(theta, at, matrix.getDDRM().data, 0, matrix.getNumElements());
      at += matrix.getNumElements();
    }
    return matrices;
  }

  /** Zero matrices shaped as the layer's parameters. */
  public static List<SimpleMatrix> zeros(Layer layer) {
    List<SimpleMatrix> zeros = new ArrayList<>();
    for (SimpleMatrix parameter : layer.parameters()) {
      zeros.add(new SimpleMatrix(parameter.getNumRows(), parameter.getNumCols()));
    }
    return Collections.unmodifiableList(zeros);
  }

  /** Requires one matrix for each parameter of the layer, shaped as it, and returns the list. */
  public static List<SimpleMatrix> requireShapes(
      String name, List<SimpleMatrix> matrices, Layer layer) {
    return requireShapes(name, matrices, layer.parameters());
  }

  /** Requires as many matrices as parameters, shaped as they are, and returns the list. */
  public static List<SimpleMatrix> requireShapes(
      String name, List<SimpleMatrix> matrices, List<SimpleMatrix> parameters) {
    Require.size(name, Require.notNull(name, matrices).size(), parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      SimpleMatrix matrix = matrices.get(i);
      if (matrix == null || !Linalg.haveSameShape(matrix, parameters.get(i))) {
        Linalg.sameShape(name + "[" + i + "]", matrix, parameters.get(i));
      }
    }
    return matrices;
  }
}
