package nndl.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import nndl.compiled.Compiled;
import nndl.nn.Dense;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.Sequential;
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

/** The passes of a compiled dense layer, of square matrices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DenseLayer {
  /** Rows and columns. */
  @Param({"10", "100", "1000"})
  public int n;

  private Layer layer;
  private SimpleMatrix X;
  private SimpleMatrix dZ;
  private Layer.Pullback pullback;

  /** Normal elements. */
  @Setup
  public void draw() {
    Initializer normal = Initializer.normal(1);
    layer = Compiled.of(Sequential.of(Dense.of(n, n, normal, Seeds.generator(2))));
    X = normal.create(n, n, Seeds.generator(1));
    dZ = normal.create(n, n, Seeds.generator(3));
    pullback = layer.vjp(X).pullback();
  }

  /** X W + 1bᵀ. */
  @Benchmark
  public SimpleMatrix forward() {
    return layer.apply(X);
  }

  /** Xᵀ dZ, and the sums of dZ. */
  @Benchmark
  public List<SimpleMatrix> parameters() {
    return pullback.parameters(dZ);
  }

  /** The same and dZ Wᵀ. */
  @Benchmark
  public Layer.Gradients gradients() {
    return pullback.apply(dZ);
  }
}
