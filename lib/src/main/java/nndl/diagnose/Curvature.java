package nndl.diagnose;

import java.util.Arrays;
import nndl.gradient.NumericalGradient;
import nndl.linalg.Linalg;
import nndl.linalg.Norm;
import nndl.optim.Objective;
import nndl.progress.Cancellation;
import nndl.text.Numbers;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * The Hessian of a function of few variables, and its eigenvalues, the curvatures.
 *
 * @param hessian H, d×d and symmetric
 * @param eigenvalues of H, ascending, length d
 */
public record Curvature(SimpleMatrix hessian, double[] eigenvalues) {
  /**
   * H at the point x (length d), by central differences of the exact gradient: column i is (∇f(x +
   * heᵢ) − ∇f(x − heᵢ)) / 2h with {@code h = }{@link NumericalGradient#BEST_STEP}{@code · max(1,
   * |xᵢ|)}, and H the symmetric part.
   *
   * <p>For values and third derivatives near 1 the error is about 1e-10. It costs 2d gradients and
   * d² numbers; with a gradient by differences half of the digits are lost.
   */
  public static Curvature of(Objective f, double[] x) {
    Require.notNull("f", f);
    double[] moved = Require.finite("x", x).clone();
    int d = x.length;
    SimpleMatrix H = new SimpleMatrix(d, d);
    for (int i = 0; i < d; i++) {
      Cancellation.poll("Hessian", i, d);
      double h = NumericalGradient.BEST_STEP * Math.max(1, Math.abs(x[i]));
      moved[i] = x[i] + h;
      double[] right = f.gradient(moved.clone());
      moved[i] = x[i] - h;
      double[] left = f.gradient(moved.clone());
      moved[i] = x[i];
      for (int j = 0; j < d; j++) {
        H.set(j, i, (right[j] - left[j]) / ((x[i] + h) - (x[i] - h)));
      }
    }
    return ofHessian(H.plus(H.transpose()).divide(2));
  }

  /** The curvatures of a Hessian that is known, d×d and symmetric. */
  public static Curvature ofHessian(SimpleMatrix H) {
    if (Require.notNull("H", H).getNumRows() != H.getNumCols()) {
      throw Require.invalid("H", "square", Linalg.shape(H));
    }
    Require.finite("H", H.getDDRM().data);
    if (!H.isIdentical(H.transpose(), 0)) {
      throw Require.invalid("H", "symmetric", "not its own transpose");
    }
    double[] values =
        H.eig().getEigenvalues().stream().mapToDouble(c -> c.getReal()).sorted().toArray();
    return new Curvature(H, values);
  }

  /**
   * The curvature vᵀHv of f at x along the direction v (both length d), v scaled to length 1. It
   * costs two gradients, whatever d is.
   */
  public static double along(Objective f, double[] x, double[] direction) {
    Require.notNull("f", f);
    Require.finite("x", x);
    Require.size("direction", Require.finite("direction", direction).length, x.length);
    double length = Require.positive("length of direction", Norm.of(direction));
    double size = Arrays.stream(x).map(Math::abs).max().orElse(0);
    double h = NumericalGradient.BEST_STEP * Math.max(1, size);
    double[] right = x.clone();
    double[] left = x.clone();
    for (int i = 0; i < x.length; i++) {
      right[i] += h * direction[i] / length;
      left[i] -= h * direction[i] / length;
    }
    double[] above = f.gradient(right);
    double[] below = f.gradient(left);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += direction[i] / length * (above[i] - below[i]);
    }
    return sum / (2 * h);
  }

  /** A copy of the eigenvalues. */
  @Override
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** The largest curvature: gradient descent is stable below the rate 2 / largest. */
  public double largest() {
    return eigenvalues[eigenvalues.length - 1];
  }

  /** The smallest curvature; negative where f curves down, as at a saddle. */
  public double smallest() {
    return eigenvalues[0];
  }

  /** The condition number largest / smallest; ∞ or negative where f is not convex. */
  public double condition() {
    return largest() / smallest();
  }

  @Override
  public String toString() {
    return "curvatures " + Numbers.text(eigenvalues);
  }
}
