package nndl.nn;

import java.util.List;
import java.util.random.RandomGenerator;
import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The affine layer Z = X W + 1bᵀ.
 *
 * @param W weights, in×out: column j leads to neuron j
 * @param b biases, 1×out
 */
public record Dense(SimpleMatrix W, SimpleMatrix b) implements Layer {
  /** Keeps the matrices themselves; their shapes must agree. */
  public Dense {
    Linalg.requireDoubles("W", W);
    Linalg.requireDoubles("b", b);
    if (b.getNumRows() != 1 || b.getNumCols() != W.getNumCols()) {
      throw Require.invalid("b", "1×" + W.getNumCols(), Linalg.shape(b));
    }
  }

  /** A layer in→out with weights from the initialiser and zero biases. */
  public static Dense of(int in, int out, Initializer weights, RandomGenerator random) {
    return of(in, out, weights, Initializer.zeros(), random);
  }

  /** A layer in→out with weights and biases from initialisers; the weights are drawn first. */
  public static Dense of(
      int in, int out, Initializer weights, Initializer biases, RandomGenerator random) {
    Require.positive("in", in);
    Require.positive("out", out);
    Require.notNull("weights", weights);
    Require.notNull("biases", biases);
    Require.notNull("random", random);
    SimpleMatrix W = weights.create(in, out, random);
    // a bias has one input, the constant 1
    return new Dense(W, biases.create(1, out, random));
  }

  @Override
  public SimpleMatrix apply(SimpleMatrix X) {
    return Linalg.affine(requireInput(X), W, b); // Z = X W + 1bᵀ
  }

  @Override
  public Vjp vjp(SimpleMatrix X) {
    return new Vjp(apply(X), pullback(X));
  }

  Pullback pullback(SimpleMatrix X) {
    return new Pullback() {
      @Override
      public Gradients apply(SimpleMatrix dZ) {
        List<SimpleMatrix> parameters = parameters(dZ);
        return new Gradients(Linalg.multiplyTransB(dZ, W), parameters); // dX = dZ Wᵀ
      }

      @Override
      public List<SimpleMatrix> parameters(SimpleMatrix dZ) {
        requireOutput("dZ", dZ, X);
        SimpleMatrix dW = Linalg.multiplyTransA(X, dZ); // dW = Xᵀ dZ
        SimpleMatrix db = Linalg.columnSums(dZ); //        db = 1ᵀ dZ
        return List.of(dW, db);
      }
    };
  }

  @Override
  public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
    Linalg.sameShape("dX", dX, requireInput(X));
    Parameters.requireShapes("dParameters", dParameters, this);
    SimpleMatrix dW = dParameters.get(0);
    SimpleMatrix db = dParameters.get(1);
    // Ż = Ẋ W + X Ẇ + 1ḃᵀ
    SimpleMatrix dZ = Linalg.multiply(dX, W).plus(Linalg.affine(X, dW, db));
    return new Jvp(apply(X), dZ);
  }

  @Override
  public List<SimpleMatrix> parameters() {
    return List.of(W, b);
  }

  @Override
  public List<SimpleMatrix> weights() {
    return List.of(W);
  }

  @Override
  public String toString() {
    return "Dense " + W.getNumRows() + "→" + W.getNumCols();
  }

  private SimpleMatrix requireInput(SimpleMatrix X) {
    if (Require.notNull("X", X).getNumCols() != W.getNumRows()) {
      throw new IllegalArgumentException(
          this + " got input " + Linalg.shape(X) + ", expected " + W.getNumRows() + " columns");
    }
    return X;
  }

  private void requireOutput(String name, SimpleMatrix dZ, SimpleMatrix X) {
    if (Require.notNull(name, dZ).getNumRows() != X.getNumRows()
        || dZ.getNumCols() != W.getNumCols()) {
      throw Require.invalid(name, X.getNumRows() + "×" + W.getNumCols(), Linalg.shape(dZ));
    }
  }
}
