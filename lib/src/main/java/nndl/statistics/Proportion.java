package nndl.statistics;

import java.util.Locale;
import nndl.validation.Require;

/**
 * The share of successes among independent trials, with its 95 % confidence interval.
 *
 * <p>The interval is Wilson's score interval without continuity correction: E. B. Wilson, Probable
 * Inference, the Law of Succession, and Statistical Inference, Journal of the American Statistical
 * Association 22 (1927) 209–212. It stays within [0, 1] and keeps its width where all trials fail
 * or all succeed.
 *
 * @param successes from 0 to {@code trials}
 * @param trials at least 1
 */
public record Proportion(int successes, int trials) {
  /** The standard normal quantile at 0.975. */
  private static final double Z = 1.959963984540054;

  /**
   * Checks the two counts.
   *
   * @throws IllegalArgumentException when one of them is out of its range
   */
  public Proportion {
    Require.positive("trials", trials);
    Require.inRange("successes", successes, 0, trials);
  }

  /** The measured share, from 0 to 1. */
  public double share() {
    return (double) successes / trials;
  }

  /** Lower end of the interval, exactly 0 when nothing succeeded. */
  public double low() {
    return successes == 0 ? 0 : centre() - halfWidth();
  }

  /** Upper end of the interval, exactly 1 when everything succeeded. */
  public double high() {
    return successes == trials ? 1 : centre() + halfWidth();
  }

  /** Share and interval to two decimals, as in {@code 0.19 [0.13, 0.28]}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", share(), low(), high());
  }

  private double centre() {
    return (share() + Z * Z / (2.0 * trials)) / norm();
  }

  private double halfWidth() {
    double p = share();
    double n = trials;
    return Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / norm();
  }

  private double norm() {
    return 1 + Z * Z / trials;
  }
}
