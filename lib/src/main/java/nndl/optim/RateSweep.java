package nndl.optim;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import nndl.validation.Require;

/**
 * The number of steps to a level as a function of the learning rate, so that rules can be compared
 * each at its best rate.
 *
 * @param rates the rates tried, ascending
 * @param steps the median over the starts of the steps to the level, ∞ where at least half of the
 *     starts did not reach it
 */
public record RateSweep(double[] rates, double[] steps) {
  /** When a run counts as having reached the level. */
  public enum Reach {
    /** At its first point below the level. */
    FIRST,
    /** After its last point above the level; the run takes all its steps and must end below. */
    FOR_GOOD
  }

  /** As many results as rates. */
  public RateSweep {
    Require.size("steps", steps.length, Require.notNull("rates", rates).length);
    rates = rates.clone();
    steps = steps.clone();
  }

  /** A copy of the rates. */
  @Override
  public double[] rates() {
    return rates.clone();
  }

  /** A copy of the steps. */
  @Override
  public double[] steps() {
    return steps.clone();
  }

  /**
   * Runs the rule at every rate from every start.
   *
   * @param family the rule as a function of its rate
   * @param starts points of length d, at least one
   * @param most steps of a run
   * @param level what f has to fall below
   */
  public static RateSweep of(
      Objective f,
      DoubleFunction<Optimizer> family,
      double[] rates,
      List<double[]> starts,
      int most,
      double level,
      Reach reach) {
    Require.positive("number of starts", starts.size());
    double[] steps = new double[Require.finite("rates", rates).length];
    for (int r = 0; r < rates.length; r++) {
      Optimizer rule = family.apply(rates[r]);
      Minimizer minimizer =
          reach == Reach.FIRST ? new Minimizer(rule, most, level) : new Minimizer(rule, most);
      double[] counts = new double[starts.size()];
      for (int s = 0; s < counts.length; s++) {
        Trajectory run = minimizer.minimize(f, starts.get(s));
        OptionalInt k = reach == Reach.FIRST ? run.stepsBelow(level) : run.stepsBelowForGood(level);
        counts[s] = k.isPresent() ? k.getAsInt() : Double.POSITIVE_INFINITY;
      }
      Arrays.sort(counts);
      // for an even number of starts the larger of the two middle counts, which stays a count
      steps[r] = counts[counts.length / 2];
    }
    return new RateSweep(rates, steps);
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

  /** The fewest steps, ∞ when no rate reached the level. */
  public double bestSteps() {
    return steps[best()];
  }
}
