package nndl.bench;

import nndl.optim.AdaGrad;
import nndl.optim.Adam;
import nndl.optim.GradientDescent;
import nndl.optim.Minimizer;
import nndl.optim.Momentum;
import nndl.optim.Nesterov;
import nndl.optim.Optimizer;
import nndl.optim.RmsProp;
import nndl.optim.TestFunction;
import nndl.optim.Trajectory;

/** A rule of the library on x²/20 + y² from (80, −60), its whole trajectory kept. */
public final class LibraryWalk implements Task {
  private final Minimizer minimizer;
  private Trajectory trajectory;

  LibraryWalk(Settings settings) {
    minimizer = new Minimizer(rule(settings.text("rule")), settings.whole("steps"));
  }

  /** The rules with the rates of the notebook on six optimisers. */
  public static Optimizer rule(String name) {
    return switch (name) {
      case "descent" -> new GradientDescent(1e-3);
      case "momentum" -> new Momentum(1e-3, 0.1);
      case "nesterov" -> new Nesterov(1e-3, 0.1);
      case "adagrad" -> new AdaGrad(0.1);
      case "rmsprop" -> new RmsProp(1e-2, 0.9);
      case "adam" -> new Adam(0.1);
      default -> throw new IllegalArgumentException("there is no rule " + name);
    };
  }

  @Override
  public void run(int times) {
    for (int i = 0; i < times; i++) {
      trajectory = minimizer.minimize(TestFunction.QUADRATIC, new double[] {80, -60});
    }
  }

  /** The last point, the value there, and the number of points that were kept. */
  @Override
  public double[] result() {
    double[] x = trajectory.lastPoint();
    return new double[] {x[0], x[1], trajectory.lastValue(), trajectory.values().length};
  }
}
