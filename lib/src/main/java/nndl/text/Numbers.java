package nndl.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import nndl.validation.Require;

/** How numbers are written in tables, checks and messages: the same digits on every platform. */
public final class Numbers {
  private Numbers() {}

  /**
   * Six significant digits at most: {@code 0.904762}, {@code 1331.6}, {@code 2.6e-5}; whole numbers
   * below 10⁷ keep all of theirs, for they are counts.
   */
  public static String text(double value) {
    boolean count = value == Math.rint(value) && Math.abs(value) < 1e7;
    return text(value, count ? 7 : 6);
  }

  /** As many significant digits as asked for, 1 to 17, without trailing zeros. */
  public static String text(double value, int digits) {
    Require.inRange("digits", digits, 1, 17);
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal stripped = rounded.stripTrailingZeros();
    String text =
        exponent < -4 || exponent >= 7
            ? stripped.movePointLeft(exponent).toPlainString() + "e" + exponent
            : stripped.toPlainString();
    return text.replace('-', '−').replace("e−", "e-");
  }

  /** The numbers in brackets, each as {@link #text(double)}. */
  public static String text(double[] values) {
    StringBuilder joined = new StringBuilder("(");
    for (double value : values) {
      joined.append(joined.length() > 1 ? ", " : "").append(text(value));
    }
    return joined.append(")").toString();
  }
}
