package nndl.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nndl.check.Numbers;
import nndl.check.Require;
import nndl.nn.Activation;
import nndl.nn.Sequential;
import org.ejml.simple.SimpleMatrix;

/**
 * Which units of the activation layers are dead: f′(z) is exactly 0 on every sample, so no gradient
 * passes.
 *
 * <p>A ReLU is dead when z ≤ 0 on all samples. An activation whose slope only becomes small, such
 * as leaky ReLU, never is.
 */
public final class DeadUnits {
  private final List<boolean[]> dead;

  private DeadUnits(List<boolean[]> dead) {
    this.dead = dead;
  }

  /** The units of the model dead on the samples of all chunks, each m×in. */
  public static DeadUnits of(Sequential model, Iterable<SimpleMatrix> chunks) {
    List<boolean[]> dead = new ArrayList<>();
    ActivationStream.visit(
        model,
        chunks,
        (layer, f, Z, A) -> {
          if (layer == dead.size()) {
            boolean[] all = new boolean[Z.getNumCols()];
            Arrays.fill(all, true);
            dead.add(all);
          }
          clearAlive(dead.get(layer), f, Z);
        });
    return new DeadUnits(dead);
  }

  /** The units of the model dead on the samples X (n×in). */
  public static DeadUnits of(Sequential model, SimpleMatrix X) {
    Require.positive("number of samples", Require.notNull("X", X).getNumRows());
    return of(model, List.of(X));
  }

  private static void clearAlive(boolean[] dead, Activation f, SimpleMatrix Z) {
    for (int j = 0; j < dead.length; j++) {
      for (int i = 0; dead[j] && i < Z.getNumRows(); i++) {
        // NaN is not dead: it says that something else is broken
        dead[j] = f.derivative(Z.get(i, j)) == 0;
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
