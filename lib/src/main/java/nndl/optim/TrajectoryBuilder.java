package nndl.optim;

import java.util.Arrays;

/** The points of a run as it goes on, in arrays that grow. */
final class TrajectoryBuilder {
  private static final int ROOM = 1 << 16;

  private final int dimension;
  private final int every;
  private final long most;
  private double[] points;
  private double[] values;
  private int size;

  /** Room for the start, one step in so many, and the last. */
  TrajectoryBuilder(int dimension, int steps, int every) {
    this.dimension = dimension;
    this.every = every;
    most = (steps - 1L) / every + 2;
    // for every point where it is half a megabyte; a longer run may end early, so it grows
    int room = (int) Math.min(most, Math.max(256, ROOM / (dimension + 1)));
    points = new double[Math.multiplyExact(room, dimension)];
    values = new double[room];
  }

  void add(double[] x, double value) {
    if (size == values.length) {
      grow();
    }
    int at = size * dimension;
    // most points are of two numbers, for which a loop takes 3 ns longer, and arraycopy more
    if (dimension == 2) {
      points[at] = x[0];
      points[at + 1] = x[1];
    } else {
      System.arraycopy(x, 0, points, at, dimension);
    }
    values[size++] = value;
  }

  private void grow() {
    values = Arrays.copyOf(values, (int) Math.min(most, 2L * size));
    points = Arrays.copyOf(points, Math.multiplyExact(values.length, dimension));
  }

  Trajectory ended(int steps) {
    return new Trajectory(
        dimension, steps, every, resize(points, size * dimension), resize(values, size));
  }

  private static double[] resize(double[] array, int length) {
    return array.length == length ? array : Arrays.copyOf(array, length);
  }
}
