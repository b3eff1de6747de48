package nndl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import nndl.gradient.GradientCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksTest {
  private static final double NAN = Double.NaN;
  private final Checks checks = new Checks();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(before);
  }

  private String lines() {
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static GradientCheck gradient(double error) {
    return new GradientCheck(9, 4, 1, 1 + error, error);
  }

  /** One comparison with the numbers that pass it, the line it prints, and numbers that fail. */
  record Case(String name, Compare passing, String line, Compare... failing) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Compare {
    void with(Checks checks);
  }

  static Stream<Case> comparisons() {
    return Stream.of(
        new Case(
            "equal",
            c -> c.equal("a", 0.5, 0.5),
            "✓ a: 0.5 (exactly 0.5)",
            c -> c.equal("a", 0.5, Math.nextUp(0.5)),
            c -> c.equal("a", NAN, NAN)),
        new Case(
            "equal arrays",
            c -> c.equal("a", new double[] {1, -0.0}, new double[] {1, 0}),
            "✓ a: (1, 0) (exactly (1, 0))",
            c -> c.equal("a", new double[] {1}, new double[] {1, 0}),
            c -> c.equal("a", new double[] {1, 2}, new double[] {1, 3}),
            c -> c.equal("a", new double[] {NAN}, new double[] {NAN})),
        new Case(
            "close",
            c -> c.close("a", 0.99, 1, 0.02),
            "✓ a: 0.99 (1 ± 0.02)",
            c -> c.close("a", 0.97, 1, 0.02),
            c -> c.close("a", 1.03, 1, 0.02),
            c -> c.close("a", NAN, 1, 0.02),
            c -> c.close("a", 1, NAN, 0.02)),
        new Case(
            "below",
            c -> c.below("a", 1e-9, 1e-6),
            "✓ a: 1e-9 (below 1e-6)",
            c -> c.below("a", 1e-6, 1e-6),
            c -> c.below("a", NAN, 1),
            c -> c.below("a", 1, NAN)),
        new Case(
            "above",
            c -> c.above("a", 3, 2),
            "✓ a: 3 (above 2)",
            c -> c.above("a", 2, 2),
            c -> c.above("a", NAN, 1),
            c -> c.above("a", 1, NAN)),
        new Case(
            "close, all",
            c -> c.close("a", new double[] {1.5, 2}, new double[] {1, 2.5}, 0.5),
            "✓ a: (1.5, 2) ((1, 2.5) ± 0.5)",
            c -> c.close("a", new double[] {1.6, 2}, new double[] {1, 2.5}, 0.5),
            c -> c.close("a", new double[] {1.5, 1.9}, new double[] {1, 2.5}, 0.5),
            c -> c.close("a", new double[] {1, NAN}, new double[] {1, 2}, 0.5),
            c -> c.close("a", new double[] {1}, new double[] {1, 2}, 0.5),
            c -> c.close("a", new double[] {1, 2}, new double[] {1}, 0.5)),
        new Case(
            "close, as far as it may be",
            c -> c.close("a", 1.5, 1, 0.5),
            "✓ a: 1.5 (1 ± 0.5)",
            c -> c.close("a", Math.nextUp(1.5), 1, 0.5)),
        new Case(
            "between, the upper end",
            c -> c.between("a", 3, 2, 3),
            "✓ a: 3 (in [2, 3])",
            c -> c.between("a", Math.nextUp(3.0), 2, 3)),
        new Case(
            "between",
            c -> c.between("a", 2, 2, 3),
            "✓ a: 2 (in [2, 3])",
            c -> c.between("a", 1.9, 2, 3),
            c -> c.between("a", 3.1, 2, 3),
            c -> c.between("a", NAN, 2, 3),
            c -> c.between("a", 2, NAN, NAN)),
        new Case(
            "gradient",
            c -> c.gradient("a", gradient(1e-9), 1e-6),
            "✓ a: relative error 1e-9 (at most 1e-6, 9 coordinates)",
            c -> c.gradient("a", gradient(1e-5), 1e-6),
            c -> c.gradient("a", gradient(NAN), 1e-6)),
        new Case(
            "that",
            c -> c.that("a", true, "all", "every row"),
            "✓ a: all (every row)",
            c -> c.that("a", false, "some", "every row")));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void passPrintsOneLineAndFailureThrows(Case c) {
    c.passing.with(checks);
    assertThat(lines()).isEqualTo(c.line + "\n");
    assertThat(checks.verdict()).hasToString("All 1 checks passed.");
    for (Compare failing : c.failing) {
      printed.reset();
      assertThatThrownBy(() -> failing.with(checks))
          .isInstanceOf(Checks.Failed.class)
          .hasMessageStartingWith("✗ a: ");
      assertThat(lines()).isEmpty();
      assertThat(checks.results()).hasSize(1);
      assertThat(checks.results().get(0).passed()).isFalse();
      assertThat(checks.verdict()).hasToString("0 of 1 checks passed: 1 failed.");
    }
  }

  @Test
  void runningAgainReplacesInPlace() {
    checks.below("first", 1, 2);
    checks.below("second", 1, 2);
    assertThatThrownBy(() -> checks.below("first", 3, 2)).isInstanceOf(Checks.Failed.class);
    assertThat(checks.verdict()).hasToString("1 of 2 checks passed: 1 failed.");
    checks.below("first", 0, 2);
    assertThat(checks.verdict()).hasToString("All 2 checks passed.");
    assertThat(checks.results())
        .extracting(Checks.Result::claim)
        .containsExactly("first", "second");
    assertThat(checks.results().get(0).measured()).isEqualTo("0");
  }

  @Test
  void refutingKeepsTheWrongAnswerApartInTheSameList() {
    checks.above("share", 0.4, 0.1);
    checks.refuting("never").above("share", 0.4, 0);
    assertThat(lines()).endsWith("✓ refuted: \"never\": share: 0.4 (above 0)\n");
    assertThat(checks.results()).hasSize(2);
    assertThat(checks.results().get(1).wrongAnswer()).isEqualTo("never");
    assertThatThrownBy(() -> checks.refuting("never").above("share", 0, 0))
        .hasMessage("✗ refuted: \"never\": share: 0 (above 0)");
    assertThat(checks.verdict()).hasToString("1 of 2 checks passed: 1 failed.");
  }

  @Test
  void aNumberJustBelowItsIntervalIsToldBesideTheLowerEnd() {
    assertThatThrownBy(() -> checks.between("a", Math.nextDown(0.5), 0.5, 1))
        .hasMessage("✗ a: 0.49999999999999994 (in [0.5, 1])");
  }

  @Test
  void numbersThatDifferNeverLookAlike() {
    assertThatThrownBy(() -> checks.equal("half", Math.nextUp(0.5), 0.5))
        .hasMessage("✗ half: 0.50000000000000011 (exactly 0.5)");
    checks.below("third", 0.29999999, 0.3);
    assertThat(lines()).isEqualTo("✓ third: 0.29999998999999999 (below 0.3)\n");
  }

  @Test
  void tableHasOneRowForEachCheck() {
    checks.close("π", 3.14, Math.PI, 0.01);
    assertThatThrownBy(() -> checks.refuting("3").equal("π", Math.PI, 3));
    assertThat(checks.verdict().table().columnNames())
        .containsExactly("claim", "measured", "bound", "result");
    assertThat(checks.verdict().table().row(0).getString("result")).isEqualTo("✓\u00a0holds");
    assertThat(checks.verdict().table().row(1).getString("claim")).isEqualTo("refuted: \"3\": π");
    assertThat(checks.verdict().table().row(1).getString("result")).isEqualTo("✗\u00a0fails");
    assertThat(checks.verdict().table().rowCount()).isEqualTo(2);
  }

  @Test
  void noCheckIsNoVerdict() {
    assertThat(checks.verdict()).hasToString("No check has run.");
    assertThat(checks.verdict().table().rowCount()).isZero();
  }
}
