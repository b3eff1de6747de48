package nndl.nn;

import java.util.random.RandomGenerator;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * An initialiser that draws each element independently, row after row, with a scale set by the
 * fans.
 */
record Elementwise(String name, Initializer.Scale scale, Draw draw) implements Initializer {
  /** One element from the generator and the scale. */
  interface Draw {
    double next(RandomGenerator random, double scale);
  }

  @Override
  public SimpleMatrix create(int fanIn, int fanOut, RandomGenerator random) {
    Require.positive("fanIn", fanIn);
    Require.positive("fanOut", fanOut);
    SimpleMatrix W = new SimpleMatrix(fanIn, fanOut);
    double s = scale.of(fanIn, fanOut);
    double[] w = W.getDDRM().data;
    for (int i = 0; i < w.length; i++) {
      w[i] = draw.next(random, s);
    }
    return W;
  }

  @Override
  public String toString() {
    return name;
  }
}
