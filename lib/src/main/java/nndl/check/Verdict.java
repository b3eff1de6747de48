package nndl.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nndl.check.Checks.Result;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What the checks of a notebook come to, for the parameters it has now.
 *
 * @param results the last run of each check
 * @param parameters the present settings
 * @param refusal why a setting is refused, or empty
 * @param expected how many checks the notebook is known to make, 0 where that is not known
 */
public record Verdict(
    List<Result> results, List<Parameter> parameters, String refusal, int expected) {
  /** Whether a check was made with the present settings. */
  public boolean isCurrent(Result result) {
    return result.parameters().equals(parameters);
  }

  /** How many checks there are: those that ran, and those that are known not to have run. */
  public int total() {
    return Math.max(expected, results.size());
  }

  /**
   * How many checks passed with the present settings: none where one is refused, for none is made.
   */
  public int passed() {
    return count(true);
  }

  private int count(boolean passed) {
    return (int) results.stream().filter(r -> isCurrent(r) && r.passed() == passed).count();
  }

  /** The line that closes a notebook: {@code All 12 checks passed.} */
  @Override
  public String toString() {
    if (!refusal.isEmpty()) {
      return "No check counts, a parameter was refused: " + refusal + ".";
    } else if (total() == 0) {
      return "No check has run.";
    } else if (passed() == total()) {
      return "All " + total() + " checks passed.";
    }
    int failed = count(false);
    int other = results.size() - passed() - failed;
    Map<String, Integer> reasons = new LinkedHashMap<>();
    reasons.put("failed", failed);
    reasons.put("ran with other parameters only", other);
    reasons.put("did not run", total() - results.size());
    return reasons.entrySet().stream()
        .filter(reason -> reason.getValue() > 0)
        .map(reason -> reason.getValue() + " " + reason.getKey())
        .collect(Collectors.joining(", ", passed() + " of " + total() + " checks passed: ", "."));
  }

  /** The checks as a table: claim, measured, bound, result; its name tells the settings. */
  public Table table() {
    String settings =
        parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
    Table table = Table.create(settings.isEmpty() ? "Checks" : "Checks with " + settings);
    StringColumn claim = StringColumn.create("claim");
    StringColumn measured = StringColumn.create("measured");
    StringColumn bound = StringColumn.create("bound");
    StringColumn result = StringColumn.create("result");
    for (Result r : results) {
      claim.append(r.title());
      measured.append(r.measured());
      bound.append(r.bound());
      result.append(told(r));
    }
    return table.addColumns(claim, measured, bound, result);
  }

  private String told(Result result) {
    if (!refusal.isEmpty()) {
      return "parameter refused";
    } else if (!isCurrent(result)) {
      return "other parameters";
    }
    return result.passed() ? "✓\u00a0holds" : "✗\u00a0fails";
  }

  /**
   * The same as maps, lists, texts and numbers, for programs that read a notebook: {@code
   * expected}, {@code parameters} by name, {@code refusal}, and {@code checks} with {@code
   * refutes}, {@code claim}, {@code measured}, {@code bound}, {@code passed} and {@code current}.
   */
  public Map<String, Object> data() {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(p -> values.put(p.name(), p.value()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("expected", expected);
    data.put("parameters", values);
    data.put("refusal", refusal);
    data.put("checks", results.stream().map(this::data).collect(Collectors.toList()));
    return data;
  }

  private Map<String, Object> data(Result result) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("refutes", result.wrongAnswer());
    data.put("claim", result.claim());
    data.put("measured", result.measured());
    data.put("bound", result.bound());
    data.put("passed", result.passed());
    data.put("current", isCurrent(result));
    return data;
  }
}
