package nndl.nn;

import java.util.List;
import java.util.random.RandomGenerator;
import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * A layer with a skip connection, Y = X + f(X) (He, Zhang, Ren and Sun, "Deep residual learning",
 * 2016).
 *
 * <p>Its Jacobian is I + J, so a gradient passes even where that of f vanishes.
 *
 * @param f a layer whose output has the shape of its input
 */
public record Residual(Layer f) implements Layer {
  public Residual {
    Require.notNull("f", f);
  }

  /** One skip connection over all of the layers. */
  public static Residual of(Layer... layers) {
    return new Residual(layers.length == 1 ? layers[0] : Sequential.of(layers));
  }

  @Override
  public SimpleMatrix apply(SimpleMatrix X) {
    return X.plus(requireOutput(f.apply(Require.notNull("X", X)), X)); // Y = X + f(X)
  }

  @Override
  public Vjp vjp(SimpleMatrix X) {
    Vjp inner = f.vjp(Require.notNull("X", X));
    return new Vjp(
        X.plus(requireOutput(inner.output(), X)),
        dY -> {
          Gradients back = inner.pullback().apply(Linalg.sameShape("dY", dY, X));
          return new Gradients(dY.plus(back.input()), back.parameters()); // dX = dY + Jᵀ dY
        });
  }

  @Override
  public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
    Linalg.sameShape("dX", dX, Require.notNull("X", X));
    Jvp inner = f.jvp(X, dX, dParameters);
    // Ẏ = Ẋ + ḟ
    return new Jvp(X.plus(requireOutput(inner.output(), X)), dX.plus(inner.tangent()));
  }

  @Override
  public List<SimpleMatrix> parameters() {
    return f.parameters();
  }

  @Override
  public List<SimpleMatrix> weights() {
    return f.weights();
  }

  @Override
  public Residual sample(RandomGenerator random) {
    return new Residual(f.sample(random));
  }

  @Override
  public String toString() {
    return "x + (" + f + ")";
  }

  private SimpleMatrix requireOutput(SimpleMatrix Y, SimpleMatrix X) {
    if (Y.getNumRows() != X.getNumRows() || Y.getNumCols() != X.getNumCols()) {
      throw new IllegalArgumentException(
          this + " got f(x) " + Linalg.shape(Y) + ", expected " + Linalg.shape(X) + " as x has");
    }
    return Y;
  }
}
