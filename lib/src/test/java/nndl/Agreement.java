package nndl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.simple.SimpleMatrix;

/** Agreement of numbers within relative · |expected| + absolute. */
public record Agreement(double relative, double absolute) {
  /** The agreement of two ways to round one formula. */
  public static final Agreement ROUNDING = new Agreement(1e-12, 0);

  /** Asserts the agreement of every number. */
  public void check(String what, double[] actual, double[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      check(what + "[" + i + "]", actual[i], expected[i]);
    }
  }

  /** Asserts the agreement of every element. */
  public void check(String what, SimpleMatrix actual, double[] expected) {
    check(what, actual.getDDRM().data, expected);
  }

  /** Asserts the agreement of one number. */
  public void check(String what, double actual, double expected) {
    assertThat(actual)
        .as(what)
        .isCloseTo(expected, within(relative * Math.abs(expected) + absolute));
  }
}
