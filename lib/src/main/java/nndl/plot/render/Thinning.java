package nndl.plot.render;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Leaves out the points of a series that pixels cannot show. */
public final class Thinning {
  private Thinning() {}

  /**
   * Indices to keep of a line through pixel positions: of each run of points in one column of the
   * given width the first, the lowest, the highest and the last, so no peak is lost.
   */
  public static int[] columns(double[] x, double[] y, double width) {
    int[] kept = new int[x.length];
    int n = 0;
    int start = 0;
    while (start < x.length) {
      long column = (long) Math.floor(x[start] / width);
      int low = start;
      int high = start;
      int end = start;
      while (end + 1 < x.length && (long) Math.floor(x[end + 1] / width) == column) {
        end++;
        low = y[end] < y[low] ? end : low;
        high = y[end] > y[high] ? end : high;
      }
      int[] run = {start, Math.min(low, high), Math.max(low, high), end};
      for (int i : run) {
        if (n == 0 || kept[n - 1] < i) {
          kept[n++] = i;
        }
      }
      start = end + 1;
    }
    return Arrays.copyOf(kept, n);
  }

  /** Indices to keep of single markers: one for each square cell of this width. */
  public static int[] cells(double[] x, double[] y, double width) {
    Set<Long> taken = new HashSet<>();
    int[] kept = new int[x.length];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      long cell = (long) Math.floor(x[i] / width) * 1_000_003L + (long) Math.floor(y[i] / width);
      if (taken.add(cell)) {
        kept[n++] = i;
      }
    }
    return Arrays.copyOf(kept, n);
  }
}
