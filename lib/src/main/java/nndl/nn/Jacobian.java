package nndl.nn;

import java.util.function.IntFunction;
import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The Jacobian ∂y/∂x of a layer at one input x (1×in): row i holds the derivatives of output i,
 * column j those by input j.
 */
public final class Jacobian {
  private Jacobian() {}

  /** The Jacobian (out×in), by rows or by columns, of whichever there are fewer. */
  public static SimpleMatrix of(Layer layer, SimpleMatrix x) {
    Layer.Vjp forward = Require.notNull("layer", layer).vjp(requireOne(x));
    return forward.output().getNumCols() <= x.getNumCols()
        ? byRows(forward, x)
        : byColumns(layer, x);
  }

  /** Row i as the pullback of the i-th unit vector: one pass forward, one backward per output. */
  public static SimpleMatrix byRows(Layer layer, SimpleMatrix x) {
    return byRows(Require.notNull("layer", layer).vjp(requireOne(x)), x);
  }

  /** Column j as the tangent along the j-th unit vector: one pass per input. */
  public static SimpleMatrix byColumns(Layer layer, SimpleMatrix x) {
    int in = requireOne(x).getNumCols();
    Require.notNull("layer", layer);
    return stacked(in, j -> layer.jvp(x, unit(in, j)).tangent()).transpose();
  }

  private static SimpleMatrix byRows(Layer.Vjp forward, SimpleMatrix x) {
    int out = forward.output().getNumCols();
    return stacked(out, i -> forward.pullback().apply(unit(out, i)).input());
  }

  private static SimpleMatrix stacked(int rows, IntFunction<SimpleMatrix> row) {
    SimpleMatrix first = row.apply(0);
    SimpleMatrix all = new SimpleMatrix(rows, first.getNumCols());
    all.insertIntoThis(0, 0, first);
    for (int i = 1; i < rows; i++) {
      all.insertIntoThis(i, 0, row.apply(i));
    }
    return all;
  }

  private static SimpleMatrix unit(int length, int at) {
    SimpleMatrix unit = new SimpleMatrix(1, length);
    unit.set(at, 1);
    return unit;
  }

  private static SimpleMatrix requireOne(SimpleMatrix x) {
    if (Require.notNull("x", x).getNumRows() != 1) {
      throw Require.invalid("x", "one sample, 1×in", Linalg.shape(x));
    }
    return x;
  }
}
