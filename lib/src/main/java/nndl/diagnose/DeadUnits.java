package nndl.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nndl.nn.Layer;
import nndl.nn.Sequential;
import nndl.text.Numbers;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Which units of the activation layers are dead: f′(z) is exactly 0 on every sample, so no gradient
 * passes.
 *
 * <p>A ReLU is dead when z ≤ 0 on all samples. With an activation whose slope only becomes small,
 * such as leaky ReLU, no unit is.
 */
public final class DeadUnits {
  private final List<boolean[]> dead;

  private DeadUnits(List<boolean[]> dead) {
    this.dead = dead;
  }

  /** The units of the model dead on the samples of all chunks, each m×in. */
  public static DeadUnits of(Sequential model, Iterable<SimpleMatrix> chunks) {
    return find(model, chunks, 0);
  }

  /** The units of the model dead on the samples X (n×in). */
  public static DeadUnits of(Sequential model, SimpleMatrix X) {
    return saturated(model, X, 0);
  }

  /**
   * The saturated units of the model on the samples X (n×in), counted like dead ones: |f′(z)| is at
   * most the slope on every sample, so that at most this share of a gradient passes.
   *
   * @param slope not negative; with 0 they are the dead units
   */
  public static DeadUnits saturated(Sequential model, SimpleMatrix X, double slope) {
    Require.positive("number of samples", Require.notNull("X", X).getNumRows());
    return find(model, List.of(X), Require.nonNegative("slope", slope));
  }

  private static DeadUnits find(Sequential model, Iterable<SimpleMatrix> chunks, double slope) {
    List<boolean[]> dead = new ArrayList<>();
    ActivationStream.visit(
        model,
        chunks,
        (number, layer, Z, A) -> {
          if (number == dead.size()) {
            boolean[] all = new boolean[Z.getNumCols()];
            Arrays.fill(all, true);
            dead.add(all);
          }
          clearAlive(dead.get(number), slopes(layer, Z), slope);
        });
    return new DeadUnits(dead);
  }

  // f is elementwise, so its tangent along ones is f′(Z)
  private static SimpleMatrix slopes(Layer f, SimpleMatrix Z) {
    SimpleMatrix ones = new SimpleMatrix(Z.getNumRows(), Z.getNumCols());
    ones.fill(1);
    return f.jvp(Z, ones).tangent();
  }

  private static void clearAlive(boolean[] dead, SimpleMatrix slopes, double slope) {
    for (int j = 0; j < dead.length; j++) {
      for (int i = 0; dead[j] && i < slopes.getNumRows(); i++) {
        // NaN does not count as dead: it has another cause
        dead[j] = Math.abs(slopes.get(i, j)) <= slope;
      }
    }
  }

  /** The number of activation layers. */
  public int layers() {
    return dead.size();
  }

  /** The number of dead units in an activation layer, counted from 0. */
  public int count(int layer) {
    boolean[] units = units(layer);
    return (int) IntStream.range(0, units.length).filter(j -> units[j]).count();
  }

  /** The share of dead units in an activation layer. */
  public double share(int layer) {
    return (double) count(layer) / units(layer).length;
  }

  /** The share of dead units in each activation layer. */
  public double[] shares() {
    return IntStream.range(0, layers()).mapToDouble(this::share).toArray();
  }

  /** Whether a unit of an activation layer is dead. */
  public boolean isDead(int layer, int unit) {
    boolean[] units = units(layer);
    return units[Require.inRange("unit", unit, 0, units.length - 1)];
  }

  private boolean[] units(int layer) {
    return dead.get(Require.inRange("layer", layer, 0, dead.size() - 1));
  }

  @Override
  public String toString() {
    return "shares of dead units by layer " + Numbers.text(shares());
  }
}
