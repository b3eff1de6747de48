package nndl.plot;

import java.awt.image.BufferedImage;
import java.util.function.DoubleBinaryOperator;
import nndl.plot.render.Palette;
import nndl.plot.render.Range;

/** A function sampled in the middle of equal cells of a window; row 0 is the lowest. */
record Field(Window window, double[][] values, double min, double max) {
  static Field of(DoubleBinaryOperator f, Window window, int cells) {
    double[][] values = new double[cells][cells];
    Range range = new Range(false);
    for (int j = 0; j < cells; j++) {
      double y = window.yMin() + (window.yMax() - window.yMin()) * (j + 0.5) / cells;
      for (int i = 0; i < cells; i++) {
        double x = window.xMin() + (window.xMax() - window.xMin()) * (i + 0.5) / cells;
        values[j][i] = f.applyAsDouble(x, y);
        range.add(values[j][i]);
      }
    }
    return new Field(window, values, range.min(), range.max());
  }

  /** Whether no sample is finite. */
  boolean isEmpty() {
    return min > max;
  }

  /** One pixel a cell, the highest row on top. */
  BufferedImage image(Palette palette) {
    int n = values.length;
    BufferedImage image = new BufferedImage(n, n, BufferedImage.TYPE_INT_RGB);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        image.setRGB(i, n - 1 - j, palette.of(values[j][i]).getRGB());
      }
    }
    return image;
  }
}
