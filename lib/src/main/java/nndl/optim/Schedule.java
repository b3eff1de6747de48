package nndl.optim;

import nndl.validation.Require;

/** A learning rate as a function of the step, counted from 0. */
@FunctionalInterface
public interface Schedule {
  /** The learning rate of the given step; positive, or 0 after underflow. */
  double at(long step);

  /** The same rate at every step. */
  static Schedule constant(double learningRate) {
    return new Constant(learningRate);
  }

  /** The rate times factorᵏ, with k = ⌊step / every⌋. */
  static Schedule stepDecay(double learningRate, double factor, int every) {
    return new StepDecay(learningRate, factor, every);
  }

  /** The rate times factor^step. */
  static Schedule exponential(double learningRate, double factor) {
    return new StepDecay(learningRate, factor, 1);
  }

  /** Half a cosine from the first rate to the last in the given steps; the last from then on. */
  static Schedule cosine(double first, double last, int steps) {
    return new Cosine(first, last, steps);
  }

  /** Grows linearly over the given steps up to the schedule's first rate, then follows it. */
  static Schedule warmUp(int steps, Schedule then) {
    return new WarmUp(steps, then);
  }

  /** See {@link Schedule#constant}. */
  record Constant(double learningRate) implements Schedule {
    /** The rate must be positive. */
    public Constant {
      Require.positive("learningRate", learningRate);
    }

    @Override
    public double at(long step) {
      return learningRate;
    }

    @Override
    public String toString() {
      return Double.toString(learningRate);
    }
  }

  /** See {@link Schedule#stepDecay}. */
  record StepDecay(double learningRate, double factor, int every) implements Schedule {
    /** The rate must be positive, the factor in (0, 1]. */
    public StepDecay {
      Require.positive("learningRate", learningRate);
      if (!(factor > 0 && factor <= 1)) {
        throw Require.invalid("factor", "in (0, 1]", Double.toString(factor));
      }
      Require.positive("every", every);
    }

    @Override
    public double at(long step) {
      return learningRate * StrictMath.pow(factor, (double) (step / every));
    }
  }

  /** See {@link Schedule#cosine} (Loshchilov and Hutter, "SGDR", 2017, without restarts). */
  record Cosine(double first, double last, int steps) implements Schedule {
    /** Both rates must be positive. */
    public Cosine {
      Require.positive("first", first);
      Require.positive("last", last);
      Require.positive("steps", steps);
    }

    @Override
    public double at(long step) {
      double done = Math.min(1, (double) step / steps);
      double share = (1 + StrictMath.cos(Math.PI * done)) / 2;
      // last + (first − last) · share loses a first rate that is far below the last
      return share * first + (1 - share) * last;
    }
  }

  /** See {@link Schedule#warmUp}. */
  record WarmUp(int steps, Schedule then) implements Schedule {
    /** At least one step. */
    public WarmUp {
      Require.positive("steps", steps);
      Require.notNull("then", then);
    }

    @Override
    public double at(long step) {
      // the quotient is 1 at the last step, so rounding cannot exceed the rate
      return step < steps ? then.at(0) * ((step + 1.0) / steps) : then.at(step - steps);
    }
  }
}
