package nndl.check;

import java.util.Arrays;
import java.util.List;
import nndl.validation.Require;

/**
 * A setting of a notebook: its name, its value, and why the value is refused, if it is.
 *
 * <p>The range of a setting is stated here and nowhere else: {@code Parameter.in("rate", rate,
 * 0.001, 10)}. {@link Checks#setParameters} refuses what lies outside it.
 *
 * @param value the value as text, by which two settings are compared
 * @param refusal what is wrong with the value, or empty
 */
public record Parameter(String name, String value, String refusal) {
  /** A finite number in the closed interval [min, max]. */
  public static Parameter in(String name, double value, double min, double max) {
    return of(name, value, () -> Require.inRange(name, value, min, max));
  }

  /** A whole number in the closed interval [min, max]. */
  public static Parameter in(String name, int value, int min, int max) {
    return in(name, (long) value, min, max);
  }

  /** A whole number in the closed interval [min, max]. */
  public static Parameter in(String name, long value, long min, long max) {
    return of(name, value, () -> Require.inRange(name, value, min, max));
  }

  /** One of the allowed words. */
  public static Parameter oneOf(String name, String value, String... allowed) {
    return of(name, value, () -> Require.oneOf(name, value, List.of(allowed)));
  }

  /** A value that may be anything, such as the seed of a generator. */
  public static Parameter any(String name, Object value) {
    return of(name, value, () -> {});
  }

  private static Parameter of(String name, Object value, Runnable condition) {
    String refusal = "";
    try {
      condition.run();
    } catch (IllegalArgumentException refused) {
      refusal = refused.getMessage();
    }
    return new Parameter(Require.notNull("name", name), text(value), refusal);
  }

  // all digits, for values are compared by it: 0.3, 1e-4, 2; and of an array its elements
  private static String text(Object value) {
    String text = Arrays.deepToString(new Object[] {value});
    text = text.substring(1, text.length() - 1);
    return value instanceof Double ? text.replace("E", "e").replaceFirst("\\.0(?=e|$)", "") : text;
  }

  /** The setting as it stands in a cell: {@code rate = 0.3}. */
  @Override
  public String toString() {
    return name + " = " + value;
  }
}
