package nndl.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import nndl.plot.render.Png;
import nndl.plot.render.Theme;
import nndl.validation.Require;

/** A picture of fixed size with an alternative text. */
public interface Figure {
  /** Width in CSS pixels. */
  int width();

  /** Height in CSS pixels. */
  int height();

  /** What the picture shows, for readers who cannot see it. */
  String alt();

  /** Paints the picture into the rectangle (0, 0, width, height), whose background is white. */
  void paint(Graphics2D g);

  /**
   * Paints a small figure and discards it, because the first one takes half a second to load fonts
   * and classes. Callable from any thread.
   */
  static void prepare() {
    Png.encode(Plot.of("title", "x", "y").line("name", new double[] {0, 1}).image(0.2));
  }

  /**
   * The painted picture on white.
   *
   * @param scale image pixels per CSS pixel, in [0.1, 8]
   */
  default BufferedImage image(double scale) {
    Require.inRange("scale", scale, 0.1, 8);
    Theme.withoutScreen();
    int w = (int) Math.ceil(width() * scale);
    int h = (int) Math.ceil(height() * scale);
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, w, h);
      g.scale(scale, scale);
      Theme.smooth(g);
      paint(g);
    } finally {
      g.dispose();
    }
    return image;
  }

  /**
   * The picture as a PNG of twice the density with at most 256 colours; equal pictures have equal
   * bytes.
   */
  default byte[] png() {
    return Png.encode(image(2));
  }
}
