package nndl.optim;

import java.util.Arrays;
import java.util.OptionalInt;
import nndl.check.Require;

/**
 * The points and values that a minimiser passed, start included.
 *
 * <p>Immutable; the arrays handed out are copies.
 */
public final class Trajectory {
  private final int dimension;
  private final double[] points;
  private final double[] values;
  private final boolean diverged;

  Trajectory(int dimension, double[] points, double[] values, boolean diverged) {
    this.dimension = dimension;
    this.points = points;
    this.values = values;
    this.diverged = diverged;
  }

  /** How many steps were taken. */
  public int steps() {
    return values.length - 1;
  }

  /** The point (length d) after k steps, 0 ≤ k ≤ steps. */
  public double[] point(int k) {
    Require.inRange("k", k, 0, steps());
    return Arrays.copyOfRange(points, k * dimension, (k + 1) * dimension);
  }

  /** The i-th coordinate of every point, length steps + 1. */
  public double[] coordinate(int i) {
    Require.inRange("i", i, 0, dimension - 1);
    double[] coordinate = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      coordinate[k] = points[k * dimension + i];
    }
    return coordinate;
  }

  /** f at every point, length steps + 1. */
  public double[] values() {
    return values.clone();
  }

  /** f after k steps. */
  public double value(int k) {
    return values[Require.inRange("k", k, 0, steps())];
  }

  /** f at the last point. */
  public double lastValue() {
    return values[values.length - 1];
  }

  /** The last point, length d. */
  public double[] lastPoint() {
    return point(steps());
  }

  /** The first number of steps after which f is below the level, empty if it never was. */
  public OptionalInt stepsBelow(double level) {
    for (int k = 0; k < values.length; k++) {
      if (values[k] < level) {
        return OptionalInt.of(k);
      }
    }
    return OptionalInt.empty();
  }

  /** The number of steps from which on f is below the level to the end, empty if it is not. */
  public OptionalInt stepsBelowForGood(double level) {
    int k = values.length;
    while (k > 0 && values[k - 1] < level) {
      k--;
    }
    return k < values.length ? OptionalInt.of(k) : OptionalInt.empty();
  }

  /** The length of the path, the sum of the lengths of its steps. */
  public double length() {
    double length = 0;
    for (int k = 0; k < steps(); k++) {
      double square = 0;
      for (int i = k * dimension; i < (k + 1) * dimension; i++) {
        double step = points[i + dimension] - points[i];
        square += step * step;
      }
      length += Math.sqrt(square);
    }
    return length;
  }

  /** Whether the run ended at its last point because f was no longer a finite number there. */
  public boolean diverged() {
    return diverged;
  }

  @Override
  public String toString() {
    return steps()
        + " steps from f = "
        + values[0]
        + " to "
        + lastValue()
        + (diverged ? ", diverged" : "");
  }
}
