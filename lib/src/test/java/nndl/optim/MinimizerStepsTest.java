package nndl.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MinimizerStepsTest {
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
  void itTakesTheStepsOfItsRule(Optimizer rule) {
    for (int n : new int[] {1, 2, 30, 300}) { // the last one makes the arrays grow
      int size = n;
      Quadratic f =
          new Quadratic(DoubleStream.iterate(0.1, c -> c + 9.0 / size).limit(n).toArray());
      double[] start = IntStream.range(0, n).mapToDouble(i -> 3 - i).toArray();
      double[] asGiven = start.clone();
      Trajectory run = new Minimizer(rule, 600).minimize(f, start);
      List<double[]> expected = plainly(rule, f, start, 600);
      for (int k = 0; k <= 600; k++) {
        assertThat(run.point(k)).as("%d coordinates, step %d", n, k).isEqualTo(expected.get(k));
        assertThat(run.value(k)).isEqualTo(f.value(expected.get(k)));
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
}
