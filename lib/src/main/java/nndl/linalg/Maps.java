package nndl.linalg;

/**
 * Elementwise maps of whole arrays: large ones shared out and by formula, small ones one by one.
 */
final class Maps {
  private Maps() {}

  /** y ← f(x). */
  static void value(Elementary f, double[] x, double[] y) {
    if (knows(f, y.length)) {
      evaluate(f, x, y, null);
      return;
    }
    each(
        f,
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = f.value(x[i]);
          }
        });
  }

  /** y ← f′(x) ⊙ factor. */
  static void derivativeTimes(Elementary f, double[] x, double[] factor, double[] y) {
    each(
        f,
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = f.derivative(x[i]) * factor[i];
          }
        });
  }

  /** y ← a ⊙ b. */
  static void times(double[] a, double[] b, double[] y) {
    Shares.Work work =
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = a[i] * b[i];
          }
        };
    each(Backend.isLargeMap(y.length), y.length, work);
  }

  /** Whether {@link #evaluate} is to be had for so many elements. */
  static boolean knows(Elementary f, int elements) {
    if (!isShared(f, elements)) {
      return false;
    }
    Evaluator evaluator = Backend.chosen().evaluator();
    return evaluator != null && evaluator.knows(f.formula());
  }

  /** y ← f(x) and, where d is not null, d ← f′(x). */
  static void evaluate(Elementary f, double[] x, double[] y, double[] d) {
    Evaluator evaluator = Backend.chosen().evaluator();
    Shares.each(y.length, (from, to) -> evaluator.evaluate(f, x, y, d, from, to));
  }

  private static void each(Elementary f, int length, Shares.Work work) {
    each(isShared(f, length), length, work);
  }

  private static void each(boolean shared, int length, Shares.Work work) {
    if (shared) {
      Shares.each(length, work);
    } else {
      work.on(0, length);
    }
  }

  private static boolean isShared(Elementary f, int elements) {
    return Backend.isLargeMap(elements) && f.formula() != Elementary.Formula.OWN;
  }
}
