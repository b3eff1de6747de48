package nndl.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Property(tries = 200)
  void ratesArePositiveAndBetweenTheirEnds(
      @ForAll @DoubleRange(min = 1e-20, max = 10) @Scale(22) double rate,
      @ForAll @DoubleRange(min = 1e-20, max = 10) @Scale(22) double last,
      @ForAll @DoubleRange(min = 0.5, max = 1) double factor,
      @ForAll @IntRange(min = 1, max = 500) int n,
      @ForAll @IntRange(max = 1000) int step) {
    Schedule cosine = Schedule.cosine(rate, last, n);
    List<Schedule> falling =
        List.of(
            Schedule.constant(rate),
            Schedule.exponential(rate, factor),
            Schedule.stepDecay(rate, factor, n),
            Schedule.warmUp(n, Schedule.exponential(rate, factor)));
    for (Schedule schedule : falling) {
      // a rate of 1e-20 halved a thousand times is 1e-321, still above 0
      assertThat(schedule.at(step)).as("%s", schedule).isGreaterThan(0).isLessThanOrEqualTo(rate);
    }
    assertThat(cosine.at(step))
        .isBetween(Math.min(rate, last) * (1 - 1e-15), Math.max(rate, last) * (1 + 1e-15));
    assertThat(cosine.at(0)).isEqualTo(rate);
    assertThat(cosine.at(n)).isEqualTo(last);
    assertThat(cosine.at(n + step)).isEqualTo(last);
  }

  @Test
  void aFirstRateFarBelowTheLastIsNotLost() {
    assertThat(Schedule.cosine(1e-20, 1, 10).at(0)).isEqualTo(1e-20);
  }

  @Test
  void stepDecayFallsAtItsSteps() {
    Schedule schedule = Schedule.stepDecay(1, 0.5, 3);
    assertThat(new double[] {schedule.at(0), schedule.at(2), schedule.at(3), schedule.at(8)})
        .containsExactly(1, 1, 0.5, 0.25);
  }

  @Test
  void warmUpReachesTheRateAndThenFollows() {
    Schedule schedule = Schedule.warmUp(4, Schedule.exponential(1, 0.5));
    double[] rates = new double[7];
    for (int step = 0; step < rates.length; step++) {
      rates[step] = schedule.at(step);
    }
    assertThat(rates).containsExactly(0.25, 0.5, 0.75, 1, 1, 0.5, 0.25);
  }

  @Test
  void cosineIsHalfwayInTheMiddle() {
    assertThat(Schedule.cosine(1, 0.2, 10).at(5)).isCloseTo(0.6, within(1e-15));
  }
}
