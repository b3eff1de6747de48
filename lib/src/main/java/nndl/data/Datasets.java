package nndl.data;

import java.util.Random;
import nndl.linalg.Linalg;
import nndl.nn.Initializer;
import nndl.random.Seeds;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Synthetic data sets, made from a seed. Samples are ordered by class; {@code Batches} and {@link
 * Dataset#split} shuffle them.
 */
public final class Datasets {
  private Datasets() {}

  /** The four corners of the unit square, 00, 01, 10, 11, and their exclusive or, 4×1. */
  public static Dataset xor() {
    return new Dataset(
        new SimpleMatrix(4, 2, true, 0.0, 0, 0, 1, 1, 0, 1, 1),
        new SimpleMatrix(4, 1, true, 0.0, 1, 1, 0));
  }

  /**
   * Two interleaved half circles: (cos t, sin t) with target 0 and (1 − cos t, ½ − sin t) with
   * target 1, t evenly from 0 to π (scikit-learn's {@code make_moons}). Y is 2n×1.
   *
   * @param n samples of each moon
   * @param noise standard deviation of the noise of each coordinate
   */
  public static Dataset twoMoons(int n, double noise, long seed) {
    Require.inRange("n", n, 2, Integer.MAX_VALUE / 2);
    SimpleMatrix X = new SimpleMatrix(2 * n, 2);
    SimpleMatrix Y = new SimpleMatrix(2 * n, 1);
    for (int i = 0; i < n; i++) {
      double t = Math.PI * i / (n - 1);
      X.setRow(i, 0, StrictMath.cos(t), StrictMath.sin(t));
      X.setRow(n + i, 0, 1 - StrictMath.cos(t), 0.5 - StrictMath.sin(t));
      Y.set(n + i, 0, 1);
    }
    return new Dataset(noisy(X, "noise", noise, seed), Y);
  }

  /**
   * Spiral arms from the origin to radius 1, at equal angles; one-hot targets (arms·n × arms).
   *
   * @param arms 2 to 10
   * @param n samples of each arm, at equal steps of the radius from 1/n to 1
   * @param turns of an arm from the origin to its end
   * @param noise standard deviation of the noise of each coordinate
   */
  public static Dataset spirals(int arms, int n, double turns, double noise, long seed) {
    Require.inRange("arms", arms, 2, 10);
    Require.positive("n", n);
    Require.finite("turns", turns);
    SimpleMatrix X = new SimpleMatrix(Math.multiplyExact(arms, n), 2);
    int[] labels = new int[arms * n];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / n;
      double r = (i % n + 1.0) / n;
      double angle = 2 * Math.PI * (turns * r + (double) labels[i] / arms);
      X.setRow(i, 0, r * StrictMath.cos(angle), r * StrictMath.sin(angle));
    }
    return Dataset.oneHot(noisy(X, "noise", noise, seed), labels, arms);
  }

  /**
   * Normal clouds around centres; one-hot targets (kn×k).
   *
   * @param centres k×d, a cloud for each row
   * @param n samples of each cloud
   * @param sd standard deviation of each coordinate
   */
  public static Dataset blobs(SimpleMatrix centres, int n, double sd, long seed) {
    int k = Require.positive("number of centres", Require.notNull("centres", centres).getNumRows());
    Require.positive("n", n);
    SimpleMatrix X = new SimpleMatrix(Math.multiplyExact(k, n), centres.getNumCols());
    int[] labels = new int[k * n];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / n;
      X.setRow(i, centres.getRow(labels[i]));
    }
    return Dataset.oneHot(noisy(X, "sd", sd, seed), labels, k);
  }

  /**
   * Standard normal inputs X (n×d) and targets Xw + offset + noise (n×1).
   *
   * @param weights w, length d
   * @param noise standard deviation of the noise of each target
   */
  public static Dataset linear(int n, double[] weights, double offset, double noise, long seed) {
    Require.positive("n", n);
    int d = Require.finite("weights", weights).length;
    Require.finite("offset", offset);
    SimpleMatrix X = Initializer.normal(1).create(n, d, Seeds.generator(Seeds.derive(seed, 0)));
    SimpleMatrix Y = Linalg.multiply(X, new SimpleMatrix(d, 1, true, weights)).plus(offset);
    return new Dataset(X, noisy(Y, "noise", noise, Seeds.derive(seed, 1)));
  }

  private static SimpleMatrix noisy(SimpleMatrix M, String name, double sd, long seed) {
    Require.nonNegative(name, sd);
    Random random = Seeds.generator(seed);
    return Linalg.map(M, x -> x + sd * random.nextGaussian());
  }
}
