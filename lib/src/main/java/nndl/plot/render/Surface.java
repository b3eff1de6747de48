package nndl.plot.render;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;

/** The inside of a pair of axes: where to paint, and the exact map from data to pixels. */
public record Surface(
    Graphics2D g, Rectangle2D bounds, DoubleUnaryOperator toX, DoubleUnaryOperator toY) {
  public double x(double value) {
    return toX.applyAsDouble(value);
  }

  public double y(double value) {
    return toY.applyAsDouble(value);
  }
}
