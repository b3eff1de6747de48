package nndl.compiled;

import java.util.List;
import nndl.linalg.Linalg;
import nndl.nn.Activation;
import nndl.nn.Layer;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** An activation that follows no dense layer, its elements shared out to the processors. */
record ParallelActivation(Activation f, ActivationKernel kernel) implements Layer {
  /** Shared out, fewer elements take longer than they save. */
  private static final int LEAST_ELEMENTS_OF_PART = 1 << 13;

  @Override
  public SimpleMatrix apply(SimpleMatrix Z) {
    SimpleMatrix A = zeros(Require.notNull("Z", Z));
    evaluate(Z, A, null);
    return A;
  }

  @Override
  public Vjp vjp(SimpleMatrix Z) {
    SimpleMatrix A = zeros(Require.notNull("Z", Z));
    SimpleMatrix derivative = zeros(Z);
    evaluate(Z, A, derivative.getDDRM().data);
    return new Vjp(
        A,
        dA -> {
          Linalg.sameShape("dA", dA, derivative);
          return new Gradients(derivative.elementMult(dA), List.of()); // f′(Z) ⊙ dA
        });
  }

  @Override
  public Jvp jvp(SimpleMatrix Z, SimpleMatrix dZ, List<SimpleMatrix> dParameters) {
    return f.jvp(Z, dZ, dParameters);
  }

  @Override
  public String toString() {
    return f.toString();
  }

  private static SimpleMatrix zeros(SimpleMatrix shape) {
    return new SimpleMatrix(shape.getNumRows(), shape.getNumCols());
  }

  private void evaluate(SimpleMatrix Z, SimpleMatrix A, double[] derivative) {
    int n = A.getNumElements();
    double[] z = Z.getDDRM().data;
    double[] a = A.getDDRM().data;
    int parts = Math.max(1, Math.min(Parallel.PROCESSORS, n / LEAST_ELEMENTS_OF_PART));
    Parallel.run(n, parts, (part, from, to) -> kernel.evaluate(f, z, a, derivative, from, to));
  }
}
