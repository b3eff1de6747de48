package nndl.random;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Random generators from seeds, the same bits on every platform and Java version.
 *
 * <p>{@link Random} is the one generator whose every method is specified to the bit. Its first
 * numbers for neighbouring seeds resemble each other, so seeds are scrambled first (the finaliser
 * of SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */
public final class Seeds {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** A generator that starts from the seed; unrelated to that of {@code seed + 1}. */
  public static Random generator(long seed) {
    return new Random(scramble(seed));
  }

  /** The seed of the {@code index}-th of many runs that share one seed. */
  public static long derive(long seed, long index) {
    return scramble(scramble(seed) + index);
  }

  private static long scramble(long seed) {
    long z = seed + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The numbers 0 … n − 1 in a random order (Fisher and Yates). */
  public static int[] permutation(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
