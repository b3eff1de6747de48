package nndl.optim;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import nndl.check.Require;

/**
 * Steps to a level against the learning rate: the fair way to compare rules is each at its own best
 * rate.
 *
 * @param rates the rates tried, ascending
 * @param steps the median over the starts of the steps to the level, ∞ where at least half of the
 *     starts never got there
 */
public record RateSweep(double[] rates, double[] steps) {
  /** As many results as rates. */
  public RateSweep {
    Require.size("steps", steps.length, Require.notNull("rates", rates).length);
  }

  /**
   * Runs the rule at every rate from every start.
   *
   * @param family the rule as a function of its rate
   * @param starts points of length d, at least one
   * @param most steps after which a run counts as failed
   * @param level what f has to fall below
   */
  public static RateSweep of(
      Objective f,
      DoubleFunction<Optimizer> family,
      double[] rates,
      List<double[]> starts,
      int most,
      double level) {
    Require.positive("number of starts", starts.size());
    double[] steps = new double[Require.finite("rates", rates).length];
    for (int r = 0; r < rates.length; r++) {
      Minimizer minimizer = new Minimizer(family.apply(rates[r]), most, level);
      double[] counts = new double[starts.size()];
      for (int s = 0; s < counts.length; s++) {
        counts[s] = toLevel(minimizer.minimize(f, starts.get(s)), level);
      }
      Arrays.sort(counts);
      // for an even number of starts the larger of the two middle counts, which stays a count
      steps[r] = counts[counts.length / 2];
    }
    return new RateSweep(rates.clone(), steps);
  }

  private static double toLevel(Trajectory run, double level) {
    return run.lastValue() < level ? run.steps() : Double.POSITIVE_INFINITY;
  }

  /** The position of the rate with the fewest steps, the smallest such rate. */
  public int best() {
    int best = 0;
    for (int r = 1; r < steps.length; r++) {
      if (steps[r] < steps[best]) {
        best = r;
      }
    }
    return best;
  }

  /** The rate with the fewest steps. */
  public double bestRate() {
    return rates[best()];
  }

  /** The fewest steps, ∞ when no rate got there. */
  public double bestSteps() {
    return steps[best()];
  }
}
