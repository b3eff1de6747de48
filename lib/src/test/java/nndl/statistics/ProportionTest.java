package nndl.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** Ends from SciPy: {@code binomtest(k, n).proportion_ci(0.95, method="wilson")}. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 0.7934506856227626",
    "1, 1, 0.20654931437723745, 1",
    "3, 7, 0.1582198552514697, 0.7495416354723428",
    "0, 100, 0, 0.03699349820698568",
    "19, 100, 0.12514751509768737, 0.27778845379064376",
    "50, 100, 0.4038315303659956, 0.5961684696340044",
    "100, 100, 0.9630065017930143, 1",
    "394, 400, 0.9676653664151732, 0.9931077080805591",
    "500, 1000, 0.4690696003681042, 0.5309303996318958"
  })
  void endsAreThoseOfAnIndependentImplementation(int k, int n, double low, double high) {
    Proportion measured = new Proportion(k, n);
    assertThat(measured.share()).isEqualTo((double) k / n);
    assertThat(measured.low()).isCloseTo(low, within(1e-14));
    assertThat(measured.high()).isCloseTo(high, within(1e-14));
  }

  @Property
  void theIntervalHoldsTheShareAndStaysBetweenZeroAndOne(
      @ForAll @IntRange(min = 1) int n, @ForAll @IntRange(max = 1_000_000) int part) {
    Proportion measured = new Proportion((int) ((long) n * part / 1_000_000), n);
    assertThat(measured.low()).isBetween(0.0, measured.share());
    assertThat(measured.high()).isBetween(measured.share(), 1.0);
    assertThat(measured.low()).isLessThan(measured.high());
  }

  @ParameterizedTest
  @CsvSource({"1, 100", "7, 10", "0, 3", "999, 1000"})
  void failuresHaveTheMirroredInterval(int k, int n) {
    Proportion failures = new Proportion(n - k, n);
    assertThat(failures.low()).isCloseTo(1 - new Proportion(k, n).high(), within(1e-15));
    assertThat(failures.high()).isCloseTo(1 - new Proportion(k, n).low(), within(1e-15));
  }

  @Test
  void nothingAndEverythingReachTheEndsExactly() {
    assertThat(new Proportion(0, 13).low()).isZero();
    assertThat(new Proportion(13, 13).high()).isEqualTo(1);
  }

  @Test
  void isWrittenAsShareAndInterval() {
    assertThat(new Proportion(19, 100)).hasToString("0.19 [0.13, 0.28]");
    assertThat(new Proportion(0, 100)).hasToString("0.00 [0.00, 0.04]");
    assertThat(new Proportion(1, 1)).hasToString("1.00 [0.21, 1.00]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-1; 10; successes must be in [0, 10], was -1",
        "11; 10; successes must be in [0, 10], was 11",
        "0; 0; trials must be at least 1, was 0",
        "0; -5; trials must be at least 1, was -5"
      })
  void badCountsAreNamed(int successes, int trials, String message) {
    assertThatThrownBy(() -> new Proportion(successes, trials))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
