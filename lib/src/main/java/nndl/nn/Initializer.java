package nndl.nn;

import java.util.random.RandomGenerator;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** A rule for the first values of a weight matrix. */
@FunctionalInterface
public interface Initializer {
  /** A new matrix fanIn×fanOut. */
  SimpleMatrix create(int fanIn, int fanOut, RandomGenerator random);

  /** All elements 0. */
  static Initializer zeros() {
    return constant(0);
  }

  /** All elements c. */
  static Initializer constant(double c) {
    Require.finite("c", c);
    return new Elementwise("constant " + c, (in, out) -> c, (random, scale) -> scale);
  }

  /** Normal with mean 0 and standard deviation sd. */
  static Initializer normal(double sd) {
    Require.nonNegative("sd", sd);
    return gaussian("normal, sd " + sd, (in, out) -> sd);
  }

  /** Uniform in [−limit, limit). */
  static Initializer uniform(double limit) {
    Require.nonNegative("limit", limit);
    return flat("uniform, limit " + limit, (in, out) -> limit);
  }

  /** Normal with variance 2 / (fanIn + fanOut) (Glorot and Bengio, 2010). */
  static Initializer xavierNormal() {
    return gaussian("Xavier normal", (in, out) -> StrictMath.sqrt(2.0 / (in + out)));
  }

  /** Uniform with variance 2 / (fanIn + fanOut) (Glorot and Bengio, 2010, eq. 16). */
  static Initializer xavierUniform() {
    return flat("Xavier uniform", (in, out) -> StrictMath.sqrt(6.0 / (in + out)));
  }

  /** Normal with variance 2 / fanIn (He, Zhang, Ren and Sun, 2015). */
  static Initializer heNormal() {
    return gaussian("He normal", (in, out) -> StrictMath.sqrt(2.0 / in));
  }

  /** Uniform with variance 2 / fanIn (He, Zhang, Ren and Sun, 2015). */
  static Initializer heUniform() {
    return flat("He uniform", (in, out) -> StrictMath.sqrt(6.0 / in));
  }

  /** Normal with variance 1 / fanIn (LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998). */
  static Initializer lecunNormal() {
    return gaussian("LeCun normal", (in, out) -> StrictMath.sqrt(1.0 / in));
  }

  /** Uniform with variance 1 / fanIn (LeCun, Bottou, Orr and Müller, 1998). */
  static Initializer lecunUniform() {
    return flat("LeCun uniform", (in, out) -> StrictMath.sqrt(3.0 / in));
  }

  /** Orthogonal columns or rows of length 1 (Saxe, McClelland and Ganguli, 2014). */
  static Initializer orthogonal() {
    return orthogonal(1);
  }

  /**
   * Orthogonal columns, or rows if there are fewer of them, of length gain; √2 keeps the scale
   * through ReLU.
   */
  static Initializer orthogonal(double gain) {
    return new Orthogonal(gain);
  }

  /** The scale of the elements as a function of the two fans. */
  @FunctionalInterface
  interface Scale {
    /** A standard deviation, a limit or a value. */
    double of(int fanIn, int fanOut);
  }

  private static Initializer gaussian(String name, Scale sd) {
    return new Elementwise(name, sd, (random, scale) -> scale * random.nextGaussian());
  }

  private static Initializer flat(String name, Scale limit) {
    return new Elementwise(name, limit, (random, scale) -> scale * (2 * random.nextDouble() - 1));
  }
}
