package nndl.optim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nndl.validation.Require;

/** Functions of two variables on which gradient methods are compared. */
public enum TestFunction implements Objective {
  /** x²/20 + y²: a long bowl, curvatures 1/10 and 2. Minimum 0 at (0, 0). */
  QUADRATIC("x²/20 + y²", 0, 100) {
    @Override
    double value(double x, double y) {
      return x * x / 20 + y * y;
    }

    @Override
    void gradient(double x, double y, double[] into) {
      into[0] = 0.1 * x;
      into[1] = 2 * y;
    }
  },
  /** A curved valley (Rosenbrock, 1960). Minimum 0 at (1, 1). */
  ROSENBROCK("(1 − x)² + 100(y − x²)²", 0, 2) {
    @Override
    double value(double x, double y) {
      double a = 1 - x;
      double b = y - x * x;
      return a * a + 100 * b * b;
    }

    @Override
    void gradient(double x, double y, double[] into) {
      double b = y - x * x;
      into[0] = -2 * (1 - x) - 400 * x * b;
      into[1] = 200 * b;
    }
  },
  /** Flat plains and steep corners (Beale, 1958). Minimum 0 at (3, ½). */
  BEALE("(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²", 0, 4) {
    @Override
    double value(double x, double y) {
      double a = 1.5 - x + x * y;
      double b = 2.25 - x + x * y * y;
      double c = 2.625 - x + x * y * y * y;
      return a * a + b * b + c * c;
    }

    @Override
    void gradient(double x, double y, double[] into) {
      double a = 1.5 - x + x * y;
      double b = 2.25 - x + x * y * y;
      double c = 2.625 - x + x * y * y * y;
      into[0] = 2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1);
      into[1] = 2 * a * x + 4 * b * x * y + 6 * c * x * y * y;
    }
  },
  /** Four minima of equal value 0 (Himmelblau, 1972), one of them at (3, 2). */
  HIMMELBLAU("(x² + y − 11)² + (x + y² − 7)²", 0, 5) {
    @Override
    double value(double x, double y) {
      double a = x * x + y - 11;
      double b = x + y * y - 7;
      return a * a + b * b;
    }

    @Override
    void gradient(double x, double y, double[] into) {
      double a = x * x + y - 11;
      double b = x + y * y - 7;
      into[0] = 4 * x * a + 2 * b;
      into[1] = 2 * a + 4 * y * b;
    }
  },
  /** A saddle at the origin between two minima of value −¼ at (0, ±1). */
  SADDLE("x²/2 − y²/2 + y⁴/4", -0.25, 2) {
    @Override
    double value(double x, double y) {
      return (x * x - y * y) / 2 + y * y * y * y / 4;
    }

    @Override
    void gradient(double x, double y, double[] into) {
      into[0] = x;
      into[1] = -y + y * y * y;
    }
  };

  private final String formula;
  private final double minimum;
  private final double halfWidth;

  TestFunction(String formula, double minimum, double halfWidth) {
    this.formula = formula;
    this.minimum = minimum;
    this.halfWidth = halfWidth;
  }

  abstract double value(double x, double y);

  abstract void gradient(double x, double y, double[] into);

  /**
   * The function of that name, in upper or lower case.
   *
   * @throws IllegalArgumentException that lists the names
   */
  public static TestFunction named(String name) {
    List<String> names =
        Arrays.stream(values()).map(TestFunction::toString).collect(Collectors.toList());
    String lower = Require.notNull("function", name).toLowerCase(Locale.ROOT);
    return valueOf(Require.oneOf("function", lower, names).toUpperCase(Locale.ROOT));
  }

  @Override
  public double value(double[] x) {
    Require.size("x", x.length, 2);
    return value(x[0], x[1]);
  }

  @Override
  public void gradient(double[] x, double[] into) {
    Require.size("x", x.length, 2);
    gradient(x[0], x[1], into);
  }

  /** The formula as text. */
  public String formula() {
    return formula;
  }

  /** The least value. */
  public double minimum() {
    return minimum;
  }

  /** Half the width of the square around 0 in which starts and plots lie. */
  public double halfWidth() {
    return halfWidth;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
