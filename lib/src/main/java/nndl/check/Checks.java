package nndl.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The claims of one notebook, each bound to a comparison that runs.
 *
 * <p>A check prints one line with claim, measured figure and bound, and throws {@link Failed} when
 * the comparison does not hold. Running a cell again replaces the check of the same claim, so that
 * the table tells of the last run. NaN fails every comparison.
 */
public final class Checks {
  private final Map<String, Result> results;
  private final String wrongAnswer;

  /** An empty list of claims. */
  public Checks() {
    this(new LinkedHashMap<>(), "");
  }

  private Checks(Map<String, Result> results, String wrongAnswer) {
    this.results = results;
    this.wrongAnswer = wrongAnswer;
  }

  /**
   * One executed check.
   *
   * @param wrongAnswer the circulating answer that the comparison refutes, or empty
   */
  public record Result(
      String wrongAnswer, String claim, String measured, String bound, boolean passed) {
    @Override
    public String toString() {
      String refutes = wrongAnswer.isEmpty() ? "" : "refuted: \"" + wrongAnswer + "\": ";
      return (passed ? "✓ " : "✗ ") + refutes + claim + ": " + measured + " (" + bound + ")";
    }
  }

  /** Says which claim failed, with its figure and bound. */
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(Result result) {
      super(result.toString());
    }
  }

  /** The same list, for comparisons that show a circulating answer to be wrong. */
  public Checks refuting(String answer) {
    return new Checks(results, Require.notNull("answer", answer));
  }

  /** The measured number equals the expected one with no tolerance; −0 equals 0. */
  public void equal(String claim, double measured, double expected) {
    String text = beside(measured, expected);
    record(claim, text, "exactly " + Numbers.text(expected), measured == expected);
  }

  /** The measured numbers equal the expected ones, as many and with no tolerance. */
  public void equal(String claim, double[] measured, double[] expected) {
    boolean same = measured.length == expected.length;
    for (int i = 0; same && i < measured.length; i++) {
      same = measured[i] == expected[i];
    }
    record(claim, Numbers.text(measured), "exactly " + Numbers.text(expected), same);
  }

  /** |measured − expected| ≤ tolerance. */
  public void close(String claim, double measured, double expected, double tolerance) {
    Require.nonNegative("tolerance", tolerance);
    String bound = Numbers.text(expected) + " ± " + Numbers.text(tolerance);
    record(claim, Numbers.text(measured), bound, Math.abs(measured - expected) <= tolerance);
  }

  /** The measured numbers differ from the expected ones by at most the tolerance, each. */
  public void close(String claim, double[] measured, double[] expected, double tolerance) {
    Require.nonNegative("tolerance", tolerance);
    boolean near = measured.length == expected.length;
    for (int i = 0; near && i < measured.length; i++) {
      near = Math.abs(measured[i] - expected[i]) <= tolerance;
    }
    String bound = Numbers.text(expected) + " ± " + Numbers.text(tolerance);
    record(claim, Numbers.text(measured), bound, near);
  }

  /** measured &lt; bound. */
  public void below(String claim, double measured, double bound) {
    record(claim, beside(measured, bound), "below " + Numbers.text(bound), measured < bound);
  }

  /** measured &gt; bound. */
  public void above(String claim, double measured, double bound) {
    record(claim, beside(measured, bound), "above " + Numbers.text(bound), measured > bound);
  }

  /** low ≤ measured ≤ high. */
  public void between(String claim, double measured, double low, double high) {
    String bound = "in [" + Numbers.text(low) + ", " + Numbers.text(high) + "]";
    String text = measured < low ? beside(measured, low) : beside(measured, high);
    record(claim, text, bound, measured >= low && measured <= high);
  }

  /** A gradient agrees with central differences within the relative tolerance. */
  public void gradient(String claim, GradientCheck check, double tolerance) {
    String measured = "relative error " + Numbers.text(check.relativeError(), 2);
    String bound =
        "at most " + Numbers.text(tolerance) + ", " + check.coordinates() + " coordinates";
    record(claim, measured, bound, check.agrees(tolerance));
  }

  /** A comparison that only its place can make; figure and bound are given as text. */
  public void that(String claim, boolean holds, String measured, String bound) {
    record(claim, measured, bound, holds);
  }

  /** All checks run so far, in the order of their first run. */
  public List<Result> results() {
    return List.copyOf(results.values());
  }

  /** All checks as a table: claim, measured, bound, result. */
  public Table table() {
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      columns.add(new ArrayList<>());
    }
    for (Result r : results.values()) {
      String claim =
          r.wrongAnswer.isEmpty() ? r.claim : "refuted: \"" + r.wrongAnswer + "\": " + r.claim;
      List<String> cells =
          Arrays.asList(claim, r.measured, r.bound, r.passed ? "✓\u00a0holds" : "✗\u00a0fails");
      for (int i = 0; i < 4; i++) {
        columns.get(i).add(cells.get(i));
      }
    }
    String[] names = {"claim", "measured", "bound", "result"};
    Table table = Table.create("Checks of this notebook");
    for (int i = 0; i < 4; i++) {
      table.addColumns(StringColumn.create(names[i], columns.get(i)));
    }
    return table;
  }

  /** The line that closes a notebook: {@code All 12 checks passed.} */
  public String verdict() {
    if (results.isEmpty()) {
      return "No check has run.";
    }
    long passed = results.values().stream().filter(Result::passed).count();
    return passed == results.size()
        ? "All " + passed + " checks passed."
        : passed + " of " + results.size() + " checks passed.";
  }

  // six digits, or all of them where six would show a number equal to a bound that it is not
  private static String beside(double measured, double bound) {
    String text = Numbers.text(measured);
    boolean misleads = measured != bound && text.equals(Numbers.text(bound));
    return misleads ? Numbers.text(measured, 17) : text;
  }

  private void record(String claim, String measured, String bound, boolean holds) {
    Result result =
        new Result(wrongAnswer, Require.notNull("claim", claim), measured, bound, holds);
    results.put(wrongAnswer + "\n" + claim, result);
    if (!holds) {
      throw new Failed(result);
    }
    System.out.println(result);
  }
}
