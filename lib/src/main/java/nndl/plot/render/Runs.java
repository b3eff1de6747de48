package nndl.plot.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pixel positions of a series, cut wherever a value cannot be shown, so that the gap is seen. */
public record Runs(List<double[]> xs, List<double[]> ys) {
  public static Runs of(Surface s, double[] xs, double[] ys, boolean logX, boolean logY) {
    Range shownX = new Range(logX);
    Range shownY = new Range(logY);
    List<double[]> px = new ArrayList<>();
    List<double[]> py = new ArrayList<>();
    double[] bx = new double[xs.length];
    double[] by = new double[xs.length];
    int n = 0;
    for (int i = 0; i <= xs.length; i++) {
      if (i < xs.length && shownX.shows(xs[i]) && shownY.shows(ys[i])) {
        // clamped: Java2D is not exact for positions far outside the picture
        bx[n] = Math.max(-1e5, Math.min(1e5, s.x(xs[i])));
        by[n++] = Math.max(-1e5, Math.min(1e5, s.y(ys[i])));
      } else if (n > 0) {
        px.add(Arrays.copyOf(bx, n));
        py.add(Arrays.copyOf(by, n));
        n = 0;
      }
    }
    return new Runs(px, py);
  }

  public int count() {
    return xs.size();
  }

  /** The points that single markers need, all runs in one, none outside the axes. */
  public double[][] points(Surface s, double cell) {
    double[] x = xs.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] y = ys.stream().flatMapToDouble(Arrays::stream).toArray();
    int[] kept =
        IntStream.of(Thinning.cells(x, y, cell))
            .filter(i -> s.bounds().intersects(x[i] - 1, y[i] - 1, 2, 2))
            .toArray();
    return new double[][] {
      IntStream.of(kept).mapToDouble(i -> x[i]).toArray(),
      IntStream.of(kept).mapToDouble(i -> y[i]).toArray()
    };
  }
}
