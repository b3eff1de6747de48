package nndl.bench.jmh;

import java.util.concurrent.TimeUnit;
import nndl.bench.LibraryWalk;
import nndl.optim.Optimizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One step of each rule. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OptimizerStep {
  /** How many parameters. */
  @Param({"2", "100000"})
  public int n;

  /** Which rule. */
  @Param({"descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam"})
  public String rule;

  private Optimizer.State state;
  private double[] x;
  private double[] gradient;

  /** A gradient that stays the same, so small that x stays a normal number. */
  @Setup
  public void start() {
    state = LibraryWalk.rule(rule).init(n);
    x = new double[n];
    gradient = new double[n];
    for (int i = 0; i < n; i++) {
      gradient[i] = 1e-3 * (i % 7 + 1);
    }
  }

  /** Looks ahead and steps. */
  @Benchmark
  public double[] step() {
    state.lookAhead(x);
    state.step(x, gradient);
    return x;
  }
}
