package nndl.linalg;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * By the Vector API, eight numbers at once where the processor has AVX-512.
 *
 * <p>Each formula has a loop of its own: only in a loop that knows its operations do vectors stay
 * in registers. Found by name, for the module of the API has to be asked for when Java starts.
 */
final class VectorEvaluator implements Evaluator {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int STEP = SPECIES.length();

  @Override
  public boolean knows(Elementary.Formula formula) {
    return formula != Elementary.Formula.OWN && formula != Elementary.Formula.PURE;
  }

  @Override
  public void evaluate(Elementary f, double[] z, double[] y, double[] d, int from, int to) {
    int end = from + SPECIES.loopBound(to - from);
    switch (f.formula()) {
      case SIGMOID -> sigmoid(z, y, d, from, end);
      case TANH -> tanh(z, y, d, from, end);
      case LEAKY_RELU -> leakyRelu(f.parameter(), z, y, d, from, end);
      case ELU -> elu(f.parameter(), z, y, d, from, end);
      case SOFTPLUS -> softplus(z, y, d, from, end);
      case SWISH -> swish(f.parameter(), z, y, d, from, end);
      default -> throw new IllegalArgumentException("no vectors for " + f.formula());
    }
    if (end < to) {
      // a vector of its own, so that no result depends on how the array was shared out
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
      DoubleVector larger = one().div(e.add(1));
      DoubleVector smaller = e.mul(larger);
      larger.blend(smaller, negative(v)).intoArray(y, i);
      if (d != null) {
        larger.mul(smaller).intoArray(d, i);
      }
    }
  }

  /** tanh′ = 1/cosh² = 4e/(1 + e)² with e = e⁻²|ᶻ|. */
  private static void tanh(double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      v.lanewise(VectorOperators.TANH).intoArray(y, i);
      if (d != null) {
        DoubleVector e = decay(v.add(v));
        DoubleVector q = one().div(e.add(1));
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
        orNaN(one().blend(slope, left), v).intoArray(d, i);
      }
    }
  }

  private static void elu(double alpha, double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> left = v.compare(VectorOperators.LE, 0);
      v.blend(v.lanewise(VectorOperators.EXPM1).mul(alpha), left).intoArray(y, i);
      if (d != null) {
        DoubleVector slope = v.lanewise(VectorOperators.EXP).mul(alpha);
        orNaN(one().blend(slope, left), v).intoArray(d, i);
      }
    }
  }

  /** max(0, z) + log(1 + e⁻|ᶻ|), and its derivative σ. */
  private static void softplus(double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e = decay(v);
      v.max(0).add(e.lanewise(VectorOperators.LOG1P)).intoArray(y, i);
      if (d != null) {
        DoubleVector q = one().div(e.add(1));
        q.blend(e.mul(q), negative(v)).intoArray(d, i);
      }
    }
  }

  /** z σ(u) and σ(u) + u σ′(u) with u = βz; where σ or σ′ is 0, so is the product. */
  private static void swish(double beta, double[] z, double[] y, double[] d, int from, int end) {
    for (int i = from; i < end; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector u = beta == 0 ? orNaN(v.broadcast(0), v) : v.mul(beta); // 0 · ∞
      DoubleVector e = decay(u);
      DoubleVector larger = one().div(e.add(1));
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

  private static DoubleVector one() {
    return DoubleVector.broadcast(SPECIES, 1);
  }

  /** e⁻|ᵛ|, which does not overflow. */
  private static DoubleVector decay(DoubleVector v) {
    return v.abs().neg().lanewise(VectorOperators.EXP);
  }

  private static VectorMask<Double> negative(DoubleVector v) {
    return v.compare(VectorOperators.LT, 0);
  }

  private static DoubleVector orNaN(DoubleVector result, DoubleVector v) {
    return result.blend(Double.NaN, v.compare(VectorOperators.NE, v));
  }
}
