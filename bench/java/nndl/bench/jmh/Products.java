package nndl.bench.jmh;

import java.util.concurrent.TimeUnit;
import nndl.linalg.Linalg;
import nndl.nn.Initializer;
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

/** The three products of a dense layer, of square matrices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Products {
  /** Rows and columns. */
  @Param({"10", "100", "1000"})
  public int n;

  private SimpleMatrix a;
  private SimpleMatrix b;

  /** Normal elements. */
  @Setup
  public void draw() {
    a = Initializer.normal(1).create(n, n, Seeds.generator(1));
    b = Initializer.normal(1).create(n, n, Seeds.generator(2));
  }

  /** A B, forward. */
  @Benchmark
  public SimpleMatrix nn() {
    return Linalg.multiply(a, b);
  }

  /** Aᵀ B, the gradient by the weights. */
  @Benchmark
  public SimpleMatrix tn() {
    return Linalg.multiplyTransA(a, b);
  }

  /** A Bᵀ, the gradient by the input. */
  @Benchmark
  public SimpleMatrix nt() {
    return Linalg.multiplyTransB(a, b);
  }
}
