package nndl.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalkTest {
  static Stream<Optimizer> rules() {
    return Stream.of(
        new GradientDescent(0.1),
        new Momentum(0.1, 0.9),
        new Nesterov(Schedule.cosine(0.1, 0.01, 30), 0.9),
        new AdaGrad(0.1),
        new RmsProp(0.01, 0.9),
        Clipping.byNorm(new Nesterov(0.05, 0.5), 1),
        new Adam(0.1));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyCopyTakesTheStepsOfOneLoopForAll(Optimizer rule) {
    for (int n : new int[] {1, 2, 3, Walk.MOST_KNOWN, Walk.MOST_KNOWN + 1, 30}) {
      Quadratic f = new Quadratic(DoubleStream.iterate(0.1, c -> c + 0.3).limit(n).toArray());
      double[] start = IntStream.range(0, n).mapToDouble(i -> 3 - i).toArray();
      double[] asGiven = start.clone();
      Trajectory run = new Minimizer(rule, 50).minimize(f, start);
      List<double[]> expected = plainly(rule, f, start, 50);
      for (int k = 0; k <= 50; k++) {
        assertThat(run.point(k)).as("%d coordinates, step %d", n, k).isEqualTo(expected.get(k));
        assertThat(run.values()[k]).isEqualTo(f.value(expected.get(k)));
      }
      assertThat(start).isEqualTo(asGiven);
    }
  }

  private static List<double[]> plainly(Optimizer rule, Objective f, double[] start, int steps) {
    double[] x = start.clone();
    double[] gradient = new double[x.length];
    Optimizer.State state = rule.init(x.length);
    List<double[]> points = new ArrayList<>(List.of(start.clone()));
    for (int k = 0; k < steps; k++) {
      state.lookAhead(x);
      f.gradient(x, gradient);
      state.step(x, gradient);
      points.add(x.clone());
    }
    return points;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aThinnedRunTakesTheStepsOfAWholeOne(Optimizer rule) {
    Quadratic f = new Quadratic(0.1, 2);
    double[] start = {8, -6};
    Trajectory whole = new Minimizer(rule, 700).minimize(f, start);
    for (int every : new int[] {2, 3, 699, 700, 701, Integer.MAX_VALUE}) {
      Trajectory run = new Minimizer(rule, 700).keepingEvery(every).minimize(f, start);
      assertThat(run.steps()).isEqualTo(700);
      for (int k : run.keptSteps()) {
        assertThat(run.point(k)).as("every %d, step %d", every, k).isEqualTo(whole.point(k));
        assertThat(run.value(k)).isEqualTo(whole.value(k));
      }
      double level = whole.value(301); // of rules that swing, reached before
      Trajectory early = new Minimizer(rule, 700, level, every).minimize(f, start);
      assertThat(early.steps()).isEqualTo(whole.stepsBelow(level).orElse(700));
      assertThat(early.lastPoint()).isEqualTo(whole.point(early.steps()));
    }
  }

  @Test
  void thereIsOneCopyForEach() {
    Minimizer adam = new Minimizer(new Adam(0.1), 100);
    Minimizer descent = new Minimizer(new GradientDescent(0.1), 100);
    Objective f = new Quadratic(1, 2);
    Walk copy = Walk.of(adam, f, 2);
    assertThat(copy.getClass().isHidden()).isTrue();
    assertThat(Walk.of(new Minimizer(new Adam(0.2), 50), new Quadratic(3, 4), 2)).isSameAs(copy);
    int most = Walk.MOST_KNOWN;
    List<Walk> copies =
        List.of(
            copy,
            Walk.of(adam, f, 3),
            Walk.of(adam, f, most),
            Walk.of(adam, f, most + 1),
            Walk.of(adam.keepingEvery(2), f, 2),
            Walk.of(adam, TestFunction.BEALE, 2),
            Walk.of(descent, f, 2));
    assertThat(copies.stream().map(Object::getClass).distinct()).hasSize(copies.size());
    assertThat(Walk.of(adam, f, 1000)).isSameAs(copies.get(3));
    assertThat(Walk.of(adam.keepingEvery(9), f, 2)).isSameAs(copies.get(4));
  }

  @Test
  void aCopyDoesNotKeepTheClassOfAFunction() throws Exception {
    WeakReference<Class<?>> gone = minimized();
    for (int i = 0; gone.get() != null && i < 100; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(gone.get() == null).as("the class is gone").isTrue();
  }

  /** Has minimised a function whose class nobody holds any more, as a cell that is run again. */
  private static WeakReference<Class<?>> minimized()
      throws IOException, ReflectiveOperationException {
    try (InputStream code = WalkTest.class.getResourceAsStream("WalkTest$Bowl.class")) {
      Class<?> bowl =
          MethodHandles.lookup().defineHiddenClass(code.readAllBytes(), true).lookupClass();
      Objective f = (Objective) bowl.getDeclaredConstructor().newInstance();
      Trajectory run = new Minimizer(new Adam(0.1), 100).minimize(f, new double[] {1, 2});
      assertThat(run.lastValue()).isLessThan(5);
      return new WeakReference<>(bowl);
    }
  }

  static final class Bowl implements Objective {
    @Override
    public double value(double[] x) {
      return x[0] * x[0] + x[1] * x[1];
    }
  }
}
