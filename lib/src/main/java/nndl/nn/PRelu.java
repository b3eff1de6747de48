package nndl.nn;

import java.util.List;
import nndl.linalg.Linalg;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The rectifier whose slope for negative inputs is learnt: z for z &gt; 0, else a z (He, Zhang, Ren
 * and Sun, 2015, who start from a = 0.25 and leave it out of weight decay).
 *
 * <p>At z = 0 the derivative by z is that from the left, a.
 *
 * @param a slopes, 1×1 for one of the whole layer, or 1×units for one of each unit
 */
public record PRelu(SimpleMatrix a) implements Layer {
  /** Keeps the matrix itself, which must be a row. */
  public PRelu {
    Linalg.requireDoubles("a", a);
    if (a.getNumRows() != 1 || a.getNumCols() < 1) {
      throw Require.invalid("a", "1×1 or 1×units", Linalg.shape(a));
    }
  }

  /** One slope for the whole layer. */
  public static PRelu shared(double slope) {
    return perUnit(1, slope);
  }

  /** A slope for each unit, all starting from the same value. */
  public static PRelu perUnit(int units, double slope) {
    SimpleMatrix a = new SimpleMatrix(1, Require.positive("units", units));
    a.fill(Require.finite("slope", slope));
    return new PRelu(a);
  }

  @Override
  public SimpleMatrix apply(SimpleMatrix Z) {
    return Linalg.mapWithRow(Z, row(a, Z), LeakyRelu::value);
  }

  @Override
  public Vjp vjp(SimpleMatrix Z) {
    return new Vjp(
        apply(Z),
        dA -> {
          Linalg.sameShape("dA", dA, Z);
          SimpleMatrix dZ = alongInput(Z, dA); // dZ = f′(Z) ⊙ dA
          SimpleMatrix da = Linalg.columnSums(Linalg.mapTimes(Z, PRelu::negativePart, dA));
          return new Gradients(dZ, List.of(isShared() ? sum(da) : da)); // da = 1ᵀ(min(0, Z) ⊙ dA)
        });
  }

  @Override
  public Jvp jvp(SimpleMatrix Z, SimpleMatrix dZ, List<SimpleMatrix> dParameters) {
    SimpleMatrix A = apply(Z);
    Linalg.sameShape("dZ", dZ, Z);
    SimpleMatrix da = Parameters.requireShapes("dParameters", dParameters, this).get(0);
    // Ȧ = f′(Z) ⊙ Ż + min(0, Z) ⊙ 1ȧ
    SimpleMatrix alongSlopes = Linalg.mapWithRow(Z, row(da, Z), (z, s) -> negativePart(z) * s);
    return new Jvp(A, alongInput(Z, dZ).plus(alongSlopes));
  }

  @Override
  public List<SimpleMatrix> parameters() {
    return List.of(a);
  }

  @Override
  public List<SimpleMatrix> weights() {
    return List.of();
  }

  @Override
  public String toString() {
    return isShared() ? "PReLU" : "PReLU of " + a.getNumCols() + " units";
  }

  private boolean isShared() {
    return a.getNumCols() == 1;
  }

  private SimpleMatrix alongInput(SimpleMatrix Z, SimpleMatrix dZ) {
    SimpleMatrix slopes = Linalg.mapWithRow(Z, row(a, Z), LeakyRelu::derivative);
    return Linalg.mapTimes(dZ, d -> d, slopes);
  }

  private SimpleMatrix row(SimpleMatrix slopes, SimpleMatrix Z) {
    int units = Require.notNull("Z", Z).getNumCols();
    if (isShared()) {
      SimpleMatrix row = new SimpleMatrix(1, units);
      row.fill(slopes.get(0));
      return row;
    }
    if (units != a.getNumCols()) {
      throw new IllegalArgumentException(
          this + " got input " + Linalg.shape(Z) + ", expected " + a.getNumCols() + " columns");
    }
    return slopes;
  }

  private static double negativePart(double z) {
    return Math.min(0, z);
  }

  private static SimpleMatrix sum(SimpleMatrix row) {
    return new SimpleMatrix(1, 1, true, row.elementSum());
  }
}
