package nndl.bench;

/**
 * The same walks as one would write them down for this function alone: gradient and rule in the
 * loop, points and values in arrays of the right length from the start.
 */
final class HandWrittenWalk implements Task {
  private final String rule;
  private final int steps;
  private double[] xs;
  private double[] ys;
  private double[] values;

  HandWrittenWalk(Settings settings) {
    rule = settings.text("rule");
    steps = settings.whole("steps");
  }

  @Override
  public void run(int times) {
    for (int i = 0; i < times; i++) {
      xs = new double[steps + 1];
      ys = new double[steps + 1];
      values = new double[steps + 1];
      xs[0] = 80;
      ys[0] = -60;
      values[0] = f(80, -60);
      switch (rule) {
        case "descent" -> descent();
        case "momentum" -> momentum();
        case "nesterov" -> nesterov();
        case "adagrad" -> adagrad();
        case "rmsprop" -> rmsprop();
        case "adam" -> adam();
        default -> throw new IllegalArgumentException("there is no rule " + rule);
      }
    }
  }

  private static double f(double x, double y) {
    return x * x / 20 + y * y;
  }

  private void keep(int k, double x, double y) {
    xs[k] = x;
    ys[k] = y;
    values[k] = f(x, y);
  }

  private void descent() {
    double x = 80;
    double y = -60;
    for (int k = 1; k <= steps; k++) {
      x -= 1e-3 * (0.1 * x);
      y -= 1e-3 * (2 * y);
      keep(k, x, y);
    }
  }

  private void momentum() {
    double x = 80;
    double y = -60;
    double vx = 0;
    double vy = 0;
    for (int k = 1; k <= steps; k++) {
      vx = 0.1 * vx - 1e-3 * (0.1 * x);
      vy = 0.1 * vy - 1e-3 * (2 * y);
      x += vx;
      y += vy;
      keep(k, x, y);
    }
  }

  private void nesterov() {
    double x = 80;
    double y = -60;
    double vx = 0;
    double vy = 0;
    for (int k = 1; k <= steps; k++) {
      vx = 0.1 * vx - 1e-3 * (0.1 * (x + 0.1 * vx));
      vy = 0.1 * vy - 1e-3 * (2 * (y + 0.1 * vy));
      x += vx;
      y += vy;
      keep(k, x, y);
    }
  }

  private void adagrad() {
    double x = 80;
    double y = -60;
    double sx = 0;
    double sy = 0;
    for (int k = 1; k <= steps; k++) {
      double gx = 0.1 * x;
      double gy = 2 * y;
      sx += gx * gx;
      sy += gy * gy;
      x -= 0.1 * gx / (Math.sqrt(sx) + 1e-10);
      y -= 0.1 * gy / (Math.sqrt(sy) + 1e-10);
      keep(k, x, y);
    }
  }

  private void rmsprop() {
    double x = 80;
    double y = -60;
    double sx = 0;
    double sy = 0;
    for (int k = 1; k <= steps; k++) {
      double gx = 0.1 * x;
      double gy = 2 * y;
      sx = 0.9 * sx + 0.1 * gx * gx;
      sy = 0.9 * sy + 0.1 * gy * gy;
      x -= 0.01 * gx / (Math.sqrt(sx) + 1e-8);
      y -= 0.01 * gy / (Math.sqrt(sy) + 1e-8);
      keep(k, x, y);
    }
  }

  private void adam() {
    double x = 80;
    double y = -60;
    double mx = 0;
    double my = 0;
    double vx = 0;
    double vy = 0;
    double power1 = 1;
    double power2 = 1;
    for (int k = 1; k <= steps; k++) {
      double gx = 0.1 * x;
      double gy = 2 * y;
      // 1 − βᵗ is 1 long before βᵗ is subnormal, and subnormal numbers take far longer
      power1 = power1 < 1e-300 ? 0 : 0.9 * power1;
      power2 = power2 < 1e-300 ? 0 : 0.999 * power2;
      mx = 0.9 * mx + 0.1 * gx;
      my = 0.9 * my + 0.1 * gy;
      vx = 0.999 * vx + 0.001 * gx * gx;
      vy = 0.999 * vy + 0.001 * gy * gy;
      double r = Math.sqrt(1 - power2);
      double rate = 0.1 * r / (1 - power1);
      x -= rate * mx / (Math.sqrt(vx) + r * 1e-8);
      y -= rate * my / (Math.sqrt(vy) + r * 1e-8);
      keep(k, x, y);
    }
  }

  @Override
  public double[] result() {
    return new double[] {xs[steps], ys[steps], values[steps], values.length};
  }
}
