package nndl.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nndl.plot.render.Png;
import nndl.random.Seeds;
import org.junit.jupiter.api.Test;

class PngTest {
  @Property(tries = 50)
  void fewColoursComeBackAsTheyAre(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 256) int colours,
      @ForAll long seed)
      throws IOException {
    RandomGenerator random = Seeds.generator(seed);
    int[] some = random.ints(colours, 0, 1 << 24).toArray();
    int[] pixels = random.ints((long) width * height, 0, colours).map(i -> some[i]).toArray();

    assertThat(read(image(pixels, width))).isEqualTo(pixels);
  }

  @Test
  void manyColoursBecomeTheNearestOfTheMostFrequent() throws IOException {
    int side = 200;
    RandomGenerator random = Seeds.generator(3);
    int[] pixels = random.ints((long) side * side, 0, 1 << 24).toArray();
    int[] areas = {0xffffff, 0x4477aa, 0xee6677};
    for (int i = 0; i < side * side / 2; i++) {
      pixels[i] = areas[i * 6 / (side * side)];
    }

    int[] read = read(image(pixels, side));
    int[] palette = Arrays.stream(read).distinct().toArray();

    assertThat(palette).hasSizeLessThanOrEqualTo(256).contains(areas);
    assertThat(Arrays.copyOf(read, side * side / 2))
        .isEqualTo(Arrays.copyOf(pixels, side * side / 2));
    for (int i = side * side / 2; i < pixels.length; i++) {
      int pixel = pixels[i];
      int least = Arrays.stream(palette).map(c -> distance(c, pixel)).min().orElseThrow();
      assertThat(distance(read[i], pixel)).isEqualTo(least);
    }
  }

  @Test
  void theSameInputHasTheSameBytes() {
    Plot plot = Plot.of("title", "x", "y").line("name", new double[] {0, 1});

    assertThat(plot.png()).isEqualTo(plot.png());
  }

  @Test
  void theChunksAreThoseOfTheSpecificationWithTheirChecks() {
    byte[] file = Png.encode(image(new int[] {1, 2, 3, 2, 1, 0}, 3));

    List<String> chunks = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(file);
    assertThat(bytes.getLong()).isEqualTo(0x89504e470d0a1a0aL);
    while (bytes.hasRemaining()) {
      byte[] data = new byte[bytes.getInt() + 4];
      bytes.get(data);
      chunks.add(new String(data, 0, 4, StandardCharsets.US_ASCII));
      CRC32 check = new CRC32();
      check.update(data);
      assertThat(bytes.getInt()).isEqualTo((int) check.getValue());
    }
    assertThat(chunks).containsExactly("IHDR", "PLTE", "IDAT", "IEND");
  }

  private static BufferedImage image(int[] pixels, int width) {
    int height = pixels.length / width;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  private static int[] read(BufferedImage image) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(image)));
    int width = read.getWidth();
    int[] pixels = read.getRGB(0, 0, width, read.getHeight(), null, 0, width);
    return Arrays.stream(pixels).map(p -> p & 0xffffff).toArray();
  }

  private static int distance(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int d = (a >> shift & 255) - (b >> shift & 255);
      result += d * d;
    }
    return result;
  }
}
