package nndl.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nndl.gradient.GradientCheck;
import nndl.text.Numbers;
import nndl.validation.Require;

/**
 * The claims of one notebook, each bound to a comparison that runs.
 *
 * <p>A check prints one line with claim, measured figure and bound, and throws {@link Failed} when
 * the comparison does not hold. Running a cell again replaces the check of the same claim, so that
 * the verdict tells of the last run. NaN fails every comparison.
 *
 * <p>The list is made before the parameters are read. It validates them, remembers a refusal until
 * other values are accepted, and keeps with each result the parameters it was measured with: a
 * kernel may go on after a cell that failed, and a reader may run cells in any order.
 */
public final class Checks {
  private final State state;
  private final String wrongAnswer;

  /** What all views of one list share. */
  private static final class State {
    final int expected;
    final Map<String, Result> results = new LinkedHashMap<>();
    List<Parameter> parameters = List.of();

    State(int expected) {
      this.expected = expected;
    }
  }

  /** An empty list of claims. */
  public Checks() {
    this(0);
  }

  /**
   * An empty list for a notebook that is known to make so many checks: those that have not run are
   * missing in its verdict.
   */
  public Checks(int expected) {
    this(new State((int) Require.nonNegative("expected", expected)), "");
  }

  private Checks(State state, String wrongAnswer) {
    this.state = state;
    this.wrongAnswer = wrongAnswer;
  }

  /**
   * One executed check.
   *
   * @param wrongAnswer the circulating answer that the comparison refutes, or empty
   * @param parameters the settings of the notebook when it was executed
   */
  public record Result(
      String wrongAnswer,
      String claim,
      String measured,
      String bound,
      boolean passed,
      List<Parameter> parameters) {
    @Override
    public String toString() {
      return (passed ? "✓ " : "✗ ") + title() + ": " + measured + " (" + bound + ")";
    }

    /** The claim, with the answer that it refutes. */
    String title() {
      return wrongAnswer.isEmpty() ? claim : "refuted: \"" + wrongAnswer + "\": " + claim;
    }
  }

  /** Says which claim failed, with its figure and bound. */
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(Result result) {
      super(result.toString());
    }
  }

  /**
   * The settings that the checks from here on are made with.
   *
   * @throws IllegalArgumentException when a value is out of its range; until others are accepted,
   *     no check is made
   */
  public void setParameters(List<Parameter> parameters) {
    state.parameters = List.copyOf(parameters);
    String refusal = refusal(state.parameters);
    if (!refusal.isEmpty()) {
      throw new IllegalArgumentException(refusal);
    }
  }

  private static String refusal(List<Parameter> parameters) {
    return parameters.stream()
        .map(Parameter::refusal)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** The same list, for comparisons that show a circulating answer to be wrong. */
  public Checks refuting(String answer) {
    return new Checks(state, Require.notNull("answer", answer));
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
    return List.copyOf(state.results.values());
  }

  /** The verdict for the parameters that were set last. */
  public Verdict verdict() {
    return verdict(state.parameters);
  }

  /**
   * The verdict for a notebook whose parameters have these values now; values that are refused, or
   * that the checks were not made with, are told in it.
   */
  public Verdict verdict(List<Parameter> parameters) {
    return new Verdict(results(), List.copyOf(parameters), refusal(parameters), state.expected);
  }

  // six digits, or all of them where six would show a number equal to a bound that it is not
  private static String beside(double measured, double bound) {
    String text = Numbers.text(measured);
    boolean misleads = measured != bound && text.equals(Numbers.text(bound));
    return misleads ? Numbers.text(measured, 17) : text;
  }

  private void record(String claim, String measured, String bound, boolean holds) {
    Require.notNull("claim", claim);
    String refusal = refusal(state.parameters);
    if (!refusal.isEmpty()) {
      throw new IllegalStateException("not checked, a parameter was refused: " + refusal);
    }
    Result result = new Result(wrongAnswer, claim, measured, bound, holds, state.parameters);
    state.results.put(wrongAnswer + "\n" + claim, result);
    if (!holds) {
      throw new Failed(result);
    }
    System.out.println(result);
  }
}
