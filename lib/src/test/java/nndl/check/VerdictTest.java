package nndl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final Checks checks = new Checks();

  private static List<Parameter> rate(double rate) {
    return List.of(Parameter.in("rate", rate, 0.001, 10), Parameter.any("seed", 12L));
  }

  @Test
  void aRefusedParameterIsRememberedAndNothingPasses() {
    checks.setParameters(rate(0.3));
    checks.below("loss", 1, 2);
    String refusal = "rate must be in [0.001, 10], was 99";
    assertThatThrownBy(() -> checks.setParameters(rate(99)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(refusal);
    assertThatThrownBy(() -> checks.below("loss", 1, 2))
        .hasMessage("not checked, a parameter was refused: " + refusal);
    assertThatThrownBy(() -> checks.refuting("no").above("loss", 1, 0))
        .hasMessageEndingWith(refusal);
    assertThat(checks.verdict().passed()).isZero();
    assertThat(checks.verdict())
        .hasToString("No check counts, a parameter was refused: " + refusal + ".");
    assertThat(checks.verdict().table().row(0).getString("result")).isEqualTo("parameter refused");
    checks.setParameters(rate(0.3));
    assertThat(checks.verdict()).hasToString("All 1 checks passed.");
  }

  @Test
  void everyRefusedParameterIsNamed() {
    List<Parameter> wrong =
        List.of(
            Parameter.in("width", 9, 2, 8),
            Parameter.oneOf("rule", "sgd", "Adam", "momentum"),
            Parameter.in("rate", Double.NaN, 0, 1));
    assertThatThrownBy(() -> checks.setParameters(wrong))
        .hasMessage(
            "width must be in [2, 8], was 9; rule must be one of [Adam, momentum], was sgd; "
                + "rate must be in [0, 1], was NaN");
  }

  @Test
  void checksMadeWithOtherParametersDoNotCount() {
    checks.setParameters(rate(0.3));
    checks.below("first", 1, 2);
    checks.below("second", 1, 2);
    checks.setParameters(rate(0.5));
    checks.below("second", 1, 2);
    assertThat(checks.verdict())
        .hasToString("1 of 2 checks passed: 1 ran with other parameters only.");
    assertThat(checks.verdict().table().row(0).getString("result")).isEqualTo("other parameters");
    // the parameter cell ran again, and nothing else
    assertThat(checks.verdict(rate(0.7)).passed()).isZero();
    assertThat(checks.verdict(rate(99)))
        .hasToString(
            "No check counts, a parameter was refused: rate must be in [0.001, 10], was 99.");
  }

  @Test
  void checksThatDidNotRunAreMissing() {
    Checks three = new Checks(3);
    assertThat(three.verdict()).hasToString("0 of 3 checks passed: 3 did not run.");
    three.below("first", 1, 2);
    assertThatThrownBy(() -> three.below("second", 3, 2));
    assertThat(three.verdict()).hasToString("1 of 3 checks passed: 1 failed, 1 did not run.");
    assertThatThrownBy(() -> new Checks(-1)).hasMessageStartingWith("expected must be");
  }

  @Test
  void dataHoldsEveryClaimWithFigureAndBound() {
    checks.setParameters(rate(0.3));
    checks.refuting("never").above("share", 0.4, 0);
    Map<String, Object> data = checks.verdict(rate(0.5)).data();
    assertThat(data).containsEntry("expected", 0).containsEntry("refusal", "");
    assertThat(data).containsEntry("parameters", Map.of("rate", "0.5", "seed", "12"));
    assertThat(data)
        .containsEntry(
            "checks",
            List.of(
                Map.of(
                    "refutes",
                    "never",
                    "claim",
                    "share",
                    "measured",
                    "0.4",
                    "bound",
                    "above 0",
                    "passed",
                    true,
                    "current",
                    false)));
  }

  @Test
  void arraysAreComparedByTheirNumbers() {
    assertThat(Parameter.any("grid", new double[] {1, 2}))
        .isEqualTo(Parameter.any("grid", new double[] {1, 2}))
        .hasToString("grid = [1.0, 2.0]");
  }

  @Test
  void valuesAreToldAsTheyAreWritten() {
    assertThat(Parameter.any("a", 1e-4)).hasToString("a = 1e-4");
    assertThat(Parameter.any("a", 2.0)).hasToString("a = 2");
    assertThat(Parameter.any("a", 0.1 + 0.2)).hasToString("a = 0.30000000000000004");
    assertThat(Parameter.any("a", 10.05)).hasToString("a = 10.05");
  }
}
