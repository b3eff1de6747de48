package nndl.plot.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes small PNG files with one byte per pixel.
 *
 * <p>ImageIO can write them too, but tries five filters on each row, which for indices into a
 * palette takes ten times as long as the compression itself and saves nothing.
 *
 * <p>Source: Portable Network Graphics (PNG) Specification, second edition, W3C, 2003, sections 5
 * and 11.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final int PALETTE = 3;
  private static final int UNFILTERED = 0;
  // zlib's usual level: its highest saves another 7 % of the bytes in five times the time
  private static final int LEVEL = 6;

  private Png() {}

  /** The file of an image of {@link BufferedImage#TYPE_INT_RGB}, in at most 256 colours. */
  public static byte[] encode(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Colours colours = Colours.of(pixels);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream file = new DataOutputStream(bytes)) {
      file.write(SIGNATURE);
      chunk(file, "IHDR", header(width, image.getHeight()));
      chunk(file, "PLTE", colours.palette());
      chunk(file, "IDAT", rows(colours.indices(pixels), width));
      chunk(file, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(bytes);
    header.writeInt(width);
    header.writeInt(height);
    // bits an index, kind of colours, and the only values of compression, filters, and no
    // interlacing
    header.write(new byte[] {8, PALETTE, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] rows(byte[] indices, int width) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(LEVEL);
    try (DeflaterOutputStream rows = new DeflaterOutputStream(bytes, deflater)) {
      for (int i = 0; i < indices.length; i += width) {
        rows.write(UNFILTERED);
        rows.write(indices, i, width);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream file, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    file.writeInt(data.length);
    file.write(name);
    file.write(data);
    file.writeInt((int) check.getValue());
  }
}
