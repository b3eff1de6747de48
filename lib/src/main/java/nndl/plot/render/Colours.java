package nndl.plot.render;

import java.util.Arrays;

/**
 * The colours of a picture and their nearest ones in a palette of at most 256.
 *
 * @param colours all there are in the picture, ascending
 * @param places of each of them in the palette
 * @param chosen the palette
 */
public record Colours(int[] colours, byte[] places, int[] chosen) {
  private static final int MOST = 256;

  /** The colours of these pixels; the most frequent are first in the palette. */
  public static Colours of(int[] pixels) {
    long[] runs = runs(pixels);
    int[] colours = new int[runs.length];
    int[] counts = new int[runs.length];
    int n = 0;
    for (long run : runs) {
      int colour = (int) (run >> Integer.SIZE);
      if (n == 0 || colours[n - 1] != colour) {
        colours[n++] = colour;
      }
      counts[n - 1] += (int) run;
    }
    colours = Arrays.copyOf(colours, n);
    int[] palette = palette(colours, counts);
    byte[] places = new byte[n];
    for (int i = 0; i < n; i++) {
      places[i] = (byte) nearest(colours[i], palette);
    }
    return new Colours(colours, places, palette);
  }

  /** Red, green and blue of each colour of the palette. */
  public byte[] palette() {
    byte[] result = new byte[3 * chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      result[3 * i] = (byte) (chosen[i] >> 16);
      result[3 * i + 1] = (byte) (chosen[i] >> 8);
      result[3 * i + 2] = (byte) chosen[i];
    }
    return result;
  }

  /** Where each of these pixels is in the palette. */
  public byte[] indices(int[] pixels) {
    byte[] result = new byte[pixels.length];
    // most pixels equal their left neighbour, so one search serves a run
    for (int i = 0; i < pixels.length; i++) {
      result[i] =
          i > 0 && pixels[i] == pixels[i - 1]
              ? result[i - 1]
              : places[Arrays.binarySearch(colours, pixels[i])];
    }
    return result;
  }

  /** The runs of equal pixels by colour: the colour in the upper half, the length in the lower. */
  private static long[] runs(int[] pixels) {
    long[] runs = new long[1024];
    int n = 0;
    int start = 0;
    for (int i = 1; i <= pixels.length; i++) {
      if (i == pixels.length || pixels[i] != pixels[start]) {
        if (n == runs.length) {
          runs = Arrays.copyOf(runs, 2 * n);
        }
        runs[n++] = (long) pixels[start] << Integer.SIZE | i - start;
        start = i;
      }
    }
    Arrays.sort(runs, 0, n);
    return Arrays.copyOf(runs, n);
  }

  /** Frequent colours first, without colours that cannot be told apart. */
  private static int[] palette(int[] colours, int[] counts) {
    long[] byCount = new long[colours.length];
    int pixels = 0;
    for (int i = 0; i < byCount.length; i++) {
      byCount[i] = (long) -counts[i] << Integer.SIZE | i;
      pixels += counts[i];
    }
    Arrays.sort(byCount);
    if (byCount.length <= MOST) {
      return Arrays.stream(byCount).mapToInt(i -> colours[(int) i]).toArray();
    }
    int[] chosen = new int[MOST];
    int n = 0;
    // one pass for the coarse shades of smoothed edges, one for the fine shades of areas
    for (int pass = 0; pass < 2; pass++) {
      int apart = pass == 0 ? 900 : 0;
      int rarest = pass == 0 ? 4 : pixels / 500;
      for (int k = 0; k < byCount.length && n < MOST && counts[(int) byCount[k]] >= rarest; k++) {
        int colour = colours[(int) byCount[k]];
        if (n == 0 || distance(colour, chosen[nearest(colour, chosen, n)]) > apart) {
          chosen[n++] = colour;
        }
      }
    }
    return Arrays.copyOf(chosen, n);
  }

  private static int nearest(int colour, int[] palette) {
    return nearest(colour, palette, palette.length);
  }

  private static int nearest(int colour, int[] palette, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      if (distance(colour, palette[i]) < distance(colour, palette[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int dr = (a >> 16 & 255) - (b >> 16 & 255);
    int dg = (a >> 8 & 255) - (b >> 8 & 255);
    int db = (a & 255) - (b & 255);
    return dr * dr + dg * dg + db * db;
  }
}
