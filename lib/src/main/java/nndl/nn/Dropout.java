package nndl.nn;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import nndl.linalg.Linalg;
import nndl.random.Seeds;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014): in a training step
 * each element is set to 0 with probability {@code rate}, and the others are scaled by 1 / (1 −
 * rate), so that the mean is that of inference.
 *
 * <p>The layer itself is inference, the identity. A trainer asks it for {@link #sample} at each
 * step; the same seed drops the same elements.
 *
 * @param rate in [0, 1)
 */
public record Dropout(double rate) implements Layer {
  public Dropout {
    Require.fraction("rate", rate);
  }

  @Override
  public SimpleMatrix apply(SimpleMatrix X) {
    return Require.notNull("X", X);
  }

  @Override
  public Vjp vjp(SimpleMatrix X) {
    return new Vjp(apply(X), dY -> new Gradients(Linalg.sameShape("dY", dY, X), List.of()));
  }

  @Override
  public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
    Parameters.requireShapes("dParameters", dParameters, this);
    return new Jvp(apply(X), Linalg.sameShape("dX", dX, X));
  }

  /** The layer of one step: linear, with a mask drawn by this call. */
  @Override
  public Layer sample(RandomGenerator random) {
    return sample(Require.notNull("random", random).nextLong());
  }

  /** The layer of the step with that seed. */
  public Layer sample(long seed) {
    return new Masked(rate, seed);
  }

  @Override
  public String toString() {
    return "dropout " + rate;
  }

  /** X ⊙ M with a mask M of 0 and 1 / (1 − rate), drawn row after row from the seed. */
  private record Masked(double rate, long seed) implements Layer {
    @Override
    public SimpleMatrix apply(SimpleMatrix X) {
      Random random = Seeds.generator(seed);
      double kept = 1 / (1 - rate);
      return Linalg.map(Require.notNull("X", X), x -> random.nextDouble() < rate ? 0 : x * kept);
    }

    /** The mask is symmetric, so the pullback is the layer itself. */
    @Override
    public Vjp vjp(SimpleMatrix X) {
      return new Vjp(
          apply(X), dY -> new Gradients(apply(Linalg.sameShape("dY", dY, X)), List.of()));
    }

    /** The layer is linear, so the tangent is the layer of the tangent. */
    @Override
    public Jvp jvp(SimpleMatrix X, SimpleMatrix dX, List<SimpleMatrix> dParameters) {
      Parameters.requireShapes("dParameters", dParameters, this);
      return new Jvp(apply(X), apply(Linalg.sameShape("dX", dX, Require.notNull("X", X))));
    }

    @Override
    public String toString() {
      return "dropout " + rate + " of seed " + seed;
    }
  }
}
