package nndl.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import nndl.diagnose.ActivationStream;
import nndl.diagnose.Chunks;
import nndl.nn.Dense;
import nndl.nn.Initializer;
import nndl.nn.Layer;
import nndl.nn.Relu;
import nndl.nn.Sequential;
import nndl.optim.Adam;
import nndl.optim.Minimizer;
import nndl.optim.Objective;
import nndl.optim.TestFunction;
import nndl.optim.Trajectory;
import nndl.plot.Histogram;
import nndl.random.Seeds;

/**
 * What the heap holds while long work is done: {@code histograms SAMPLES}, {@code decimated STEPS}
 * or {@code whole STEPS}.
 *
 * <p>Prints the most that was alive at one of the looks, the most that was in use with what had not
 * been collected yet, both in bytes, and the seconds. A look is a full collection followed by a
 * reading; there are ten in a run.
 */
public final class HeapStudy {
  private static final int LOOKS = 10;
  // made before the first look: making it leaves garbage behind
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
  private long alive;

  private HeapStudy() {}

  /** Runs one study. */
  public static void main(String[] args) {
    MEMORY.getHeapMemoryUsage();
    HeapStudy study = new HeapStudy();
    int size = Integer.parseInt(args[1]);
    long begun = System.nanoTime();
    switch (args[0]) {
      case "histograms" -> study.histograms(size);
      case "decimated" -> study.decimated(size);
      case "whole" -> study.whole(size);
      default -> throw new IllegalArgumentException("there is no study " + args[0]);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.println(study.alive + " " + inUse() + " " + seconds);
  }

  /** Five ReLU layers of 100 neurons with He's weights, samples in chunks of 1000. */
  private void histograms(int samples) {
    int chunk = 1000;
    int chunks = samples / chunk;
    List<Layer> layers = new ArrayList<>();
    List<Histogram> histograms = new ArrayList<>();
    for (int l = 0; l < 5; l++) {
      Initializer he = Initializer.heNormal();
      layers.add(Dense.of(100, 100, he, Seeds.generator(Seeds.derive(1, l))));
      layers.add(new Relu());
      histograms.add(new Histogram(0, 5, 40));
    }
    Chunks X = Chunks.normal(chunks, chunk, 100, 2);
    int[] seen = {0};
    ActivationStream.visit(
        new Sequential(layers),
        X,
        (number, layer, Z, A) -> {
          double[] a = A.getDDRM().data;
          for (int i = 0; i < A.getNumElements(); i++) {
            histograms.get(number).add(a[i]);
          }
          if (number == 4 && ++seen[0] % Math.max(1, chunks / LOOKS) == 0) {
            look();
          }
        });
    for (Histogram h : histograms) {
      require(h.total() == samples * 100L, "a histogram counted " + h.total() + " values");
    }
  }

  /** Adam on x²/20 + y²; of the points so many are kept that they are never above 1001. */
  private void decimated(int steps) {
    int[] seen = {0};
    Objective looking =
        new Objective() {
          @Override
          public double value(double[] x) {
            return TestFunction.QUADRATIC.value(x);
          }

          @Override
          public void gradient(double[] x, double[] into) {
            TestFunction.QUADRATIC.gradient(x, into);
            if (++seen[0] % (steps / LOOKS) == 0) {
              look();
            }
          }
        };
    Trajectory trajectory =
        new Minimizer(new Adam(0.1), steps)
            .keepingEvery((steps + 999) / 1000)
            .minimize(looking, new double[] {80, -60});
    require(trajectory.values().length <= 1001, "too many points were kept");
    require(trajectory.steps() == steps, "it ended early");
  }

  /** The same with every point and value kept. */
  private void whole(int steps) {
    Trajectory trajectory =
        new Minimizer(new Adam(0.1), steps)
            .minimize(TestFunction.QUADRATIC, new double[] {80, -60});
    look();
    require(trajectory.steps() == steps, "it ended early");
  }

  private void look() {
    System.gc();
    alive = Math.max(alive, MEMORY.getHeapMemoryUsage().getUsed());
  }

  private static long inUse() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
