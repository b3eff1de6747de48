package nndl.plot.render;

import nndl.text.Numbers;

/** How numbers are written at the ticks of axes. */
public final class Ticks {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Ticks() {}

  /** Ten to the power n, as {@code 10⁻⁴}. */
  public static String powerOfTen(int n) {
    StringBuilder out = new StringBuilder(n < 0 ? "10⁻" : "10");
    for (char digit : Integer.toString(Math.abs(n)).toCharArray()) {
      out.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return out.toString();
  }

  /** A number at the foot of a letter, as the 12 of {@code x₁₂}. */
  public static String subscript(int n) {
    StringBuilder out = new StringBuilder();
    for (char digit : Integer.toString(n).toCharArray()) {
      out.append((char) ('₀' + digit - '0'));
    }
    return out.toString();
  }

  /** A tick of a linear axis: at most ten digits, so that 0.30000000000000004 reads 0.3. */
  public static String tick(double value) {
    return Math.abs(value) < 1e-12 ? "0" : Numbers.text(value, 10);
  }
}
