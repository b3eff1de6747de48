package nndl.optim;

import java.util.Arrays;
import java.util.OptionalInt;
import nndl.validation.Require;

/**
 * The points and values of a minimiser's run, with start and end: all of them, or every k-th as set
 * by {@link Minimizer#keepingEvery}.
 *
 * <p>Points are numbered by the steps taken before them. Immutable; returned arrays are copies.
 */
public final class Trajectory {
  private final int dimension;
  private final int steps;
  private final int every;
  private final double[] points;
  private final double[] values;

  /** Points and values after 0, every, 2 every, … steps, and after the last. */
  Trajectory(int dimension, int steps, int every, double[] points, double[] values) {
    this.dimension = dimension;
    this.steps = steps;
    this.every = every;
    this.points = points;
    this.values = values;
  }

  /** How many steps were taken. */
  public int steps() {
    return steps;
  }

  /** After how many steps each kept point was reached, ascending from 0 to {@link #steps}. */
  public int[] keptSteps() {
    int[] kept = new int[values.length];
    Arrays.setAll(kept, this::step);
    return kept;
  }

  /**
   * The point (length d) after k steps.
   *
   * @throws IllegalArgumentException unless 0 ≤ k ≤ steps and that point was kept
   */
  public double[] point(int k) {
    int row = row(k);
    return Arrays.copyOfRange(points, row * dimension, (row + 1) * dimension);
  }

  /** The i-th coordinate of every kept point, as long as {@link #keptSteps}. */
  public double[] coordinate(int i) {
    Require.inRange("i", i, 0, dimension - 1);
    double[] coordinate = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      coordinate[row] = points[row * dimension + i];
    }
    return coordinate;
  }

  /** f at every kept point, as long as {@link #keptSteps}. */
  public double[] values() {
    return values.clone();
  }

  /**
   * f after k steps.
   *
   * @throws IllegalArgumentException unless 0 ≤ k ≤ steps and that point was kept
   */
  public double value(int k) {
    return values[row(k)];
  }

  /** f at the last point. */
  public double lastValue() {
    return values[values.length - 1];
  }

  /** The last point, length d. */
  public double[] lastPoint() {
    return point(steps);
  }

  /**
   * The first number of steps after which f is below the level, empty if it never was.
   *
   * <p>Only kept points are compared: between two of them f may have been below earlier. The level
   * of the {@link Minimizer} itself is exact.
   */
  public OptionalInt stepsBelow(double level) {
    for (int row = 0; row < values.length; row++) {
      if (values[row] < level) {
        return OptionalInt.of(step(row));
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The number of steps from which on f is below the level to the end, empty if it is not.
   *
   * <p>Only kept points are compared: between two of them f may have been above the level.
   */
  public OptionalInt stepsBelowForGood(double level) {
    int row = values.length;
    while (row > 0 && values[row - 1] < level) {
      row--;
    }
    return row < values.length ? OptionalInt.of(step(row)) : OptionalInt.empty();
  }

  /** The length of the path through the kept points; a lower bound where not all are kept. */
  public double length() {
    double length = 0;
    for (int row = 0; row < values.length - 1; row++) {
      double square = 0;
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        double step = points[i + dimension] - points[i];
        square += step * step;
      }
      length += Math.sqrt(square);
    }
    return length;
  }

  /** Whether the run ended because f was no longer finite. */
  public boolean diverged() {
    return !Double.isFinite(lastValue());
  }

  /** The number of steps before the point of that row. */
  private int step(int row) {
    // the last need not be a multiple, and the product may overflow
    return row == values.length - 1 ? steps : row * every;
  }

  private int row(int k) {
    Require.inRange("k", k, 0, steps);
    if (k == steps) {
      return values.length - 1;
    }
    if (k % every != 0) {
      throw Require.invalid("k", "a multiple of " + every + " or " + steps, Integer.toString(k));
    }
    return k / every;
  }

  @Override
  public String toString() {
    return steps
        + " steps from f = "
        + values[0]
        + " to "
        + lastValue()
        + (diverged() ? ", diverged" : "");
  }
}
