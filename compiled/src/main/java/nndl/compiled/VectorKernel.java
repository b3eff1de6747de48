package nndl.compiled;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import nndl.nn.Activation;
import nndl.nn.Elu;
import nndl.nn.LeakyRelu;
import nndl.nn.Relu;
import nndl.nn.Sigmoid;
import nndl.nn.Swish;
import nndl.nn.Tanh;

/**
 * Activations by the Vector API, eight numbers at once where the processor has AVX-512.
 *
 * <p>Each formula has a loop of its own, because vectors stay in registers only where the compiler
 * sees all operations of a loop. The exponential is written out: the API's own is Java's until the
 * loop is compiled and the processor maker's afterwards, with different bits.
 */
final class VectorKernel implements ActivationKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int STEP = SPECIES.length();
  private static final double LOG2_E = 1.4426950408889634;
  // log 2 in two parts, the first with so few digits that its multiples are exact (fdlibm)
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double SHIFT = 0x1.8p52;
  private static final long ONE_BITS = Double.doubleToRawLongBits(1);

  @Override
  public void evaluate(Activation f, double[] z, double[] y, double[] d, int from, int to) {
    int end = from + SPECIES.loopBound(to - from);
    if (f instanceof Sigmoid) {
      sigmoid(z, y, d, from, end);
    } else if (f instanceof Tanh) {
      tanh(z, y, d, from, end);
    } else if (f instanceof Relu) {
      leakyRelu(0, z, y, d, from, end);
    } else if (f instanceof LeakyRelu leaky) {
      leakyRelu(leaky.slope(), z, y, d, from, end);
    } else if (f instanceof Elu elu) {
      elu(elu.alpha(), z, y, d, from, end);
    } else if (f instanceof Swish swish) {
      swish(swish.beta(), z, y, d, from, end);
    } else {
      SCALAR.evaluate(f, z, y, d, from, to);
      return;
    }
    if (end < to) {
      // in a full vector, so that no result depends on how the array is shared out
      double[] rest = Arrays.copyOf(Arrays.copyOfRange(z, end, to), STEP);
      double[] value = new double[STEP];
      double[] derivative = new double[STEP];
      evaluate(f, rest, value, derivative, 0, STEP);
      System.arraycopy(value, 0, y, end, to - end);
      if (d != null) {
        System.arraycopy(derivative, 0, d, end, to - end);
      }
    }
  }

  /** With e = e⁻|ᶻ| : σ(|z|) = 1/(1 + e), σ(−|z|) = e/(1 + e), and σ′ is their product. */
  private static void sigmoid(double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e = decay(v);
      DoubleVector larger = of(1).div(e.add(1));
      DoubleVector smaller = e.mul(larger);
      larger.blend(smaller, negative(v)).intoArray(y, i);
      if (d != null) {
        larger.mul(smaller).intoArray(d, i);
      }
    }
  }

  /** With m = e⁻²|ᶻ| − 1: tanh |z| = −m/(2 + m), and tanh′ = 1/cosh² = 4e/(1 + e)². */
  private static void tanh(double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector x = exponent(v.add(v));
      DoubleVector shifted = shifted(x);
      DoubleVector power = power(shifted);
      DoubleVector p = series(rest(x, shifted));
      DoubleVector m = power.fma(p, power.sub(1));
      DoubleVector size = m.neg().div(m.add(2));
      size.blend(size.neg(), negative(v))
          .blend(v, v.compare(VectorOperators.EQ, 0))
          .intoArray(y, i);
      if (d != null) {
        DoubleVector e = power.fma(p, power);
        DoubleVector q = of(1).div(e.add(1));
        e.mul(4).mul(q).mul(q).intoArray(d, i);
      }
    }
  }

  private static void leakyRelu(
      double slope, double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> left = v.compare(VectorOperators.LE, 0);
      // a plain 0 avoids −0.0 and 0 · ∞
      v.blend(slope == 0 ? v.broadcast(0) : v.mul(slope), left).intoArray(y, i);
      if (d != null) {
        orNaN(of(1).blend(slope, left), v).intoArray(d, i);
      }
    }
  }

  private static void elu(double alpha, double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> left = v.compare(VectorOperators.LE, 0);
      DoubleVector x = exponent(v);
      DoubleVector shifted = shifted(x);
      DoubleVector power = power(shifted);
      DoubleVector p = series(rest(x, shifted));
      DoubleVector m = power.fma(p, power.sub(1));
      v.blend(m.mul(alpha), left)
          .blend(v.mul(alpha), v.compare(VectorOperators.EQ, 0))
          .intoArray(y, i);
      if (d != null) {
        DoubleVector slope = power.fma(p, power).mul(alpha);
        orNaN(of(1).blend(slope, left), v).intoArray(d, i);
      }
    }
  }

  /** z σ(u) and σ(u) + u σ′(u) with u = βz; where σ or σ′ is 0, so is the product. */
  private static void swish(double beta, double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector u = beta == 0 ? orNaN(v.broadcast(0), v) : v.mul(beta); // 0 · ∞
      DoubleVector e = decay(u);
      DoubleVector larger = of(1).div(e.add(1));
      DoubleVector smaller = e.mul(larger);
      DoubleVector sigmoid = larger.blend(smaller, negative(u));
      v.mul(sigmoid).blend(0, sigmoid.compare(VectorOperators.EQ, 0)).intoArray(y, i);
      if (d != null) {
        DoubleVector slope = larger.mul(smaller);
        DoubleVector bend = u.mul(slope).blend(0, slope.compare(VectorOperators.EQ, 0));
        sigmoid.add(bend).intoArray(d, i);
      }
    }
  }

  /** e⁻|ᵛ|; 0 where it is not a normal number. */
  private static DoubleVector decay(DoubleVector v) {
    DoubleVector x = exponent(v);
    DoubleVector shifted = shifted(x);
    DoubleVector power = power(shifted);
    return power.fma(series(rest(x, shifted)), power);
  }

  /** −|v|, but not below −709, where k is −1023 and 2ᵏ comes out as 0. */
  private static DoubleVector exponent(DoubleVector v) {
    DoubleVector x = v.abs().neg();
    return x.blend(-709, x.compare(VectorOperators.LE, -709));
  }

  /** k + 1.5 · 2⁵² with k = x / log 2, rounded by the sum. */
  private static DoubleVector shifted(DoubleVector x) {
    return x.mul(LOG2_E).add(SHIFT);
  }

  /** 2ᵏ: in k + 1.5 · 2⁵² k is in the lowest bits, and goes to where the exponent is. */
  private static DoubleVector power(DoubleVector shifted) {
    LongVector k = shifted.reinterpretAsLongs();
    return k.lanewise(VectorOperators.LSHL, 52).add(ONE_BITS).reinterpretAsDoubles();
  }

  /** r = x − k log 2, |r| ≤ ½ log 2. */
  private static DoubleVector rest(DoubleVector x, DoubleVector shifted) {
    DoubleVector k = shifted.sub(SHIFT);
    return x.sub(k.mul(LN2_HIGH)).sub(k.mul(LN2_LOW));
  }

  /** eʳ − 1 by Taylor's series to r¹³, 1e-17 off; in parts that need not wait for each other. */
  private static DoubleVector series(DoubleVector r) {
    DoubleVector s = r.mul(r);
    DoubleVector low = s.fma(r.fma(of(1 / 120.0), of(1 / 24.0)), r.fma(of(1 / 6.0), of(1 / 2.0)));
    DoubleVector middle =
        s.fma(r.fma(of(1 / 362880.0), of(1 / 40320.0)), r.fma(of(1 / 5040.0), of(1 / 720.0)));
    DoubleVector high =
        s.fma(
            r.fma(of(1 / 6227020800.0), of(1 / 479001600.0)),
            r.fma(of(1 / 39916800.0), of(1 / 3628800.0)));
    DoubleVector s2 = s.mul(s);
    return s.fma(high.fma(s2, middle).fma(s2, low), r);
  }

  private static DoubleVector of(double number) {
    return DoubleVector.broadcast(SPECIES, number);
  }

  private static VectorMask<Double> negative(DoubleVector v) {
    return v.compare(VectorOperators.LT, 0);
  }

  private static DoubleVector orNaN(DoubleVector result, DoubleVector v) {
    return result.blend(Double.NaN, v.compare(VectorOperators.NE, v));
  }
}
