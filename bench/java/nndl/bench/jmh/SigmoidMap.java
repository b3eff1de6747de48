package nndl.bench.jmh;

import java.util.concurrent.TimeUnit;
import nndl.compiled.Compiled;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.Sequential;
import nndl.nn.Sigmoid;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The compiled sigmoid of every element of a matrix. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SigmoidMap {
  /** How many. */
  @Param({"1000", "100000", "1000000"})
  public int elements;

  private final Layer sigmoid = Compiled.of(Sequential.of(new Sigmoid()));
  private SimpleMatrix z;

  /** Normal elements. */
  @Setup
  public void draw() {
    z = Initializer.normal(1).create(elements / 10, 10, Seeds.generator(1));
  }

  /** A = σ(Z). */
  @Benchmark
  public SimpleMatrix apply() {
    return sigmoid.apply(z);
  }
}
