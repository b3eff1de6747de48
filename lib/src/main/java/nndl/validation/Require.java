package nndl.validation;

import java.util.Collection;
import java.util.Locale;

/**
 * Conditions on arguments: each method returns the value it was given, or throws an {@link
 * IllegalArgumentException} that names the argument, its value and what is allowed.
 */
public final class Require {
  private Require() {}

  /** Requires a finite number in the closed interval [min, max]. */
  public static double inRange(String name, double value, double min, double max) {
    // written so that NaN fails
    if (!(value >= min && value <= max) || Double.isInfinite(value)) {
      throw invalid(name, "in [" + plain(min) + ", " + plain(max) + "]", plain(value));
    }
    return value;
  }

  /** Requires a whole number in the closed interval [min, max]. */
  public static int inRange(String name, int value, int min, int max) {
    return (int) inRange(name, (long) value, (long) min, (long) max);
  }

  /** Requires a whole number in the closed interval [min, max]. */
  public static long inRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw invalid(name, "in [" + min + ", " + max + "]", Long.toString(value));
    }
    return value;
  }

  /** Requires a finite number above 0. */
  public static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw invalid(name, "positive and finite", plain(value));
    }
    return value;
  }

  /** Requires a whole number above 0. */
  public static int positive(String name, int value) {
    if (value <= 0) {
      throw invalid(name, "at least 1", Integer.toString(value));
    }
    return value;
  }

  /** Requires a finite number that is not below 0. */
  public static double nonNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw invalid(name, "0 or positive, and finite", plain(value));
    }
    return value;
  }

  /** Requires a number in the half-open interval [0, 1), as decay and momentum factors are. */
  public static double fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw invalid(name, "in [0, 1)", plain(value));
    }
    return value;
  }

  /** Requires a number that is neither NaN nor infinite. */
  public static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw invalid(name, "finite", plain(value));
    }
    return value;
  }

  /** Requires an array that is not empty and holds finite numbers only. */
  public static double[] finite(String name, double[] values) {
    if (notNull(name, values).length == 0) {
      throw invalid(name, "non-empty", "[]");
    }
    for (int i = 0; i < values.length; i++) {
      finite(name + "[" + i + "]", values[i]);
    }
    return values;
  }

  /** Requires one of the allowed values, and lists them when it is none of them. */
  public static <T> T oneOf(String name, T value, Collection<? extends T> allowed) {
    if (value == null || !allowed.contains(value)) {
      throw invalid(name, "one of " + allowed, String.valueOf(value));
    }
    return value;
  }

  /** Requires the two sizes to be equal. */
  public static int size(String name, int size, int expected) {
    if (size != expected) {
      throw invalid(name, expected + " long", Integer.toString(size));
    }
    return size;
  }

  /** Requires a reference that is not null. */
  public static <T> T notNull(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " must not be null");
    }
    return value;
  }

  /** The exception of all methods here, for other conditions. */
  public static IllegalArgumentException invalid(String name, String allowed, String value) {
    return new IllegalArgumentException(name + " must be " + allowed + ", was " + value);
  }

  private static String plain(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e7;
    return whole ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
  }
}
