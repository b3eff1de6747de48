package nndl.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import nndl.validation.Require;

/**
 * Level lines of a function of two variables by marching squares.
 *
 * <p>Crossings are found by linear interpolation along the grid's edges, so the error of a line is
 * of the order of the square of the cell size where the function is smooth. An ambiguous cell (a
 * saddle) is decided by the mean of its corners. Cells with a corner that is NaN or infinite stay
 * empty.
 */
public final class Contours {
  private final Window window;
  private final int cells;
  private final double[][] values;

  private Contours(Window window, int cells, double[][] values) {
    this.window = window;
    this.cells = cells;
    this.values = values;
  }

  /**
   * Samples the function at the corners of cells × cells equal cells.
   *
   * @param cells cells along each side, 2 to 2000
   */
  public static Contours of(DoubleBinaryOperator f, Window window, int cells) {
    Require.notNull("f", f);
    Require.notNull("window", window);
    Require.inRange("cells", cells, 2, 2000);
    double[][] values = new double[cells + 1][cells + 1];
    Contours contours = new Contours(window, cells, values);
    for (int j = 0; j <= cells; j++) {
      for (int i = 0; i <= cells; i++) {
        values[j][i] = f.applyAsDouble(contours.x(i), contours.y(j));
      }
    }
    return contours;
  }

  /** The lines on which the function has this value: each an n×2 array of (x, y), joined. */
  public List<double[][]> at(double level) {
    Require.finite("level", level);
    Map<Long, List<Long>> neighbours = new HashMap<>();
    List<Long> order = new ArrayList<>();
    for (int j = 0; j < cells; j++) {
      for (int i = 0; i < cells; i++) {
        for (long[] segment : segments(i, j, level)) {
          link(neighbours, order, segment[0], segment[1]);
          link(neighbours, order, segment[1], segment[0]);
        }
      }
    }
    List<double[][]> lines = new ArrayList<>();
    // open lines start at an end (one neighbour); the others are closed
    for (int ends = 1; ends <= 2; ends++) {
      for (long start : order) {
        while (!neighbours.get(start).isEmpty()
            && (ends == 2 || neighbours.get(start).size() == 1)) {
          lines.add(follow(neighbours, start, level));
        }
      }
    }
    return lines;
  }

  /**
   * Levels that show the shape of a basin: spaced geometrically above the smallest sampled value,
   * up to the level that nine tenths of the window lie below.
   *
   * @param count number of levels, 1 to 50
   */
  public double[] levels(int count) {
    Require.inRange("count", count, 1, 50);
    double[] sorted =
        Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (sorted.length == 0 || sorted[0] == sorted[sorted.length - 1]) {
      return new double[0];
    }
    double min = sorted[0];
    double high = sorted[(int) (0.9 * (sorted.length - 1))] - min;
    double low = Math.max(sorted[(int) (0.01 * (sorted.length - 1))] - min, high * 1e-4);
    if (!(high > 0)) {
      high = sorted[sorted.length - 1] - min;
      low = high / 10;
    }
    double[] levels = new double[count];
    for (int k = 0; k < count; k++) {
      double share = count == 1 ? 0.5 : (double) k / (count - 1);
      double above = low * Math.pow(high / low, share);
      // two digits, so that the labels stay short
      double unit = Math.pow(10, Math.floor(Math.log10(above)) - 1);
      levels[k] = min + Math.round(above / unit) * unit;
    }
    return Arrays.stream(levels).distinct().toArray();
  }

  private static void link(Map<Long, List<Long>> neighbours, List<Long> order, long a, long b) {
    neighbours
        .computeIfAbsent(
            a,
            k -> {
              order.add(k);
              return new ArrayList<>(2);
            })
        .add(b);
  }

  private double[][] follow(Map<Long, List<Long>> neighbours, long start, double level) {
    List<double[]> line = new ArrayList<>();
    long at = start;
    line.add(point(at, level));
    while (!neighbours.get(at).isEmpty()) {
      long next = neighbours.get(at).remove(0);
      neighbours.get(next).remove((Long) at);
      line.add(point(next, level));
      at = next;
    }
    return line.toArray(double[][]::new);
  }

  // An edge is numbered by its lower left corner and its direction: 2k along x, 2k + 1 along y.
  private long edge(int i, int j, int up) {
    return 2L * ((long) j * (cells + 1) + i) + up;
  }

  private List<long[]> segments(int i, int j, double level) {
    double a = values[j][i];
    double b = values[j][i + 1];
    double c = values[j + 1][i + 1];
    double d = values[j + 1][i];
    if (!Double.isFinite(a + b + c + d)) {
      return List.of();
    }
    long bottom = edge(i, j, 0);
    long right = edge(i + 1, j, 1);
    long top = edge(i, j + 1, 0);
    long left = edge(i, j, 1);
    int above =
        (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
    boolean high = (a + b + c + d) / 4 > level;
    return switch (above) {
      case 0, 15 -> List.of();
      case 1, 14 -> List.of(new long[] {left, bottom});
      case 2, 13 -> List.of(new long[] {bottom, right});
      case 4, 11 -> List.of(new long[] {right, top});
      case 8, 7 -> List.of(new long[] {top, left});
      case 3, 12 -> List.of(new long[] {left, right});
      case 6, 9 -> List.of(new long[] {bottom, top});
      // the two high corners of a saddle are joined when its middle is high
      default ->
          (above == 5) == high
              ? List.of(new long[] {left, top}, new long[] {bottom, right})
              : List.of(new long[] {left, bottom}, new long[] {right, top});
    };
  }

  private double[] point(long edge, double level) {
    int up = (int) (edge % 2);
    int i = (int) (edge / 2 % (cells + 1));
    int j = (int) (edge / 2 / (cells + 1));
    double from = values[j][i];
    double to = up == 1 ? values[j + 1][i] : values[j][i + 1];
    double t = (level - from) / (to - from);
    return up == 1
        ? new double[] {x(i), y(j) + t * (y(j + 1) - y(j))}
        : new double[] {x(i) + t * (x(i + 1) - x(i)), y(j)};
  }

  private double x(int i) {
    return window.xMin() + (window.xMax() - window.xMin()) * i / cells;
  }

  private double y(int j) {
    return window.yMin() + (window.yMax() - window.yMin()) * j / cells;
  }
}
