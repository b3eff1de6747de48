import java.util.List;
import nndl.optim.AdaGrad;
import nndl.optim.Adam;
import nndl.optim.GradientDescent;
import nndl.optim.Minimizer;
import nndl.optim.Momentum;
import nndl.optim.Nesterov;
import nndl.optim.Objective;
import nndl.optim.Optimizer;
import nndl.optim.RmsProp;
import nndl.optim.TestFunction;

/** Six methods × 20 000 steps with full history on x²/20 + y²: seconds of each repetition. */
public class SixOptimizers {
  public static void main(String[] args) {
    int repetitions = Integer.parseInt(args[0]);
    List<Optimizer> rules =
        List.of(
            new GradientDescent(1e-3),
            new Momentum(1e-3, 0.1),
            new Nesterov(1e-3, 0.1),
            new AdaGrad(0.1),
            new RmsProp(1e-2, 0.9),
            new Adam(0.1));
    Objective analytic = TestFunction.QUADRATIC;
    Objective numerical = analytic.withNumericalGradient(1e-5);
    for (int r = 0; r < repetitions; r++) {
      System.out.println(seconds(rules, analytic) + " " + seconds(rules, numerical));
    }
  }

  private static double seconds(List<Optimizer> rules, Objective f) {
    long begun = System.nanoTime();
    double sum = 0;
    for (Optimizer rule : rules) {
      sum += new Minimizer(rule, 20000).minimize(f, new double[] {80, -60}).lastValue();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    // the same six results as in the notebook, or the time means nothing
    if (Math.abs(sum - 1345.01) > 0.05) {
      throw new IllegalStateException("the six values of f sum to " + sum);
    }
    return seconds;
  }
}
