package nndl.plot;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes small PNG files: one byte a pixel. */
final class Png {
  private static final int COLOURS = 256;
  // zlib's usual level: its highest saves another 7 % of the bytes in five times the time
  private static final float LEVEL_6 = 1 / 3f;

  private Png() {}

  static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // a memory stream of our own: ImageIO's default would write a cache file for every picture
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(LEVEL_6);
      writer.setOutput(out);
      writer.write(null, new IIOImage(indexed(image), null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The image with a palette of its most frequent colours; the others take the nearest. */
  private static BufferedImage indexed(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int[] palette = palette(counts(pixels));
    IndexColorModel model =
        new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage result = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_INDEXED, model);
    byte[] out = ((DataBufferByte) result.getRaster().getDataBuffer()).getData();
    Map<Integer, Byte> nearest = new HashMap<>();
    // most pixels are like their left neighbour: one look into the map a run, not one a pixel
    for (int i = 0; i < pixels.length; i++) {
      out[i] =
          i > 0 && pixels[i] == pixels[i - 1]
              ? out[i - 1]
              : nearest.computeIfAbsent(pixels[i], p -> (byte) nearest(p, palette));
    }
    return result;
  }

  private static Map<Integer, Integer> counts(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    int start = 0;
    for (int i = 1; i <= pixels.length; i++) {
      if (i == pixels.length || pixels[i] != pixels[start]) {
        counts.merge(pixels[start], i - start, Integer::sum);
        start = i;
      }
    }
    return counts;
  }

  /** Frequent colours first, and none closer than a step the eye would miss. */
  private static int[] palette(Map<Integer, Integer> counts) {
    Integer[] byCount = counts.keySet().toArray(Integer[]::new);
    Comparator<Integer> frequent = Comparator.comparing(counts::get);
    Arrays.sort(byCount, frequent.reversed().thenComparing(Comparator.naturalOrder()));
    if (byCount.length <= COLOURS) {
      return Arrays.stream(byCount).mapToInt(Integer::intValue).toArray();
    }
    int[] chosen = new int[COLOURS];
    int n = 0;
    // one pass for the rough shades of smoothed edges, one for the fine ones of coloured areas
    int area = counts.values().stream().mapToInt(Integer::intValue).sum() / 500;
    for (int pass = 0; pass < 2; pass++) {
      int apart = pass == 0 ? 900 : 0;
      int rarest = pass == 0 ? 4 : area;
      for (int i = 0; i < byCount.length && n < COLOURS && counts.get(byCount[i]) >= rarest; i++) {
        int c = byCount[i];
        boolean near = false;
        for (int k = 0; k < n && !near; k++) {
          near = distance(c, chosen[k]) <= apart;
        }
        if (!near) {
          chosen[n++] = c;
        }
      }
    }
    return Arrays.copyOf(chosen, n);
  }

  private static int nearest(int colour, int[] palette) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
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
