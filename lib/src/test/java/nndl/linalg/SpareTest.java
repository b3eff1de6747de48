package nndl.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareTest {
  private final Spare spare = new Spare();

  @Test
  void whatWasLeftIsTakenOnceByLength() {
    double[] seven = new double[700_001];
    double[] eight = new double[800_001];
    spare.leave(seven);
    spare.leave(eight);
    assertThat(spare.take(700_001)).isSameAs(seven);
    assertThat(spare.take(700_001)).hasSize(700_001).isNotSameAs(seven);
    assertThat(spare.take(800_001)).isSameAs(eight);
    assertThat(spare.take(3)).hasSize(3);
  }

  @Test
  void noMoreIsKeptThanTheLimit() {
    double[] old = new double[Spare.MOST_NUMBERS / 2];
    spare.leave(old);
    spare.leave(new double[Spare.MOST_NUMBERS / 2]);
    spare.leave(new double[1]);
    spare.take(Spare.MOST_NUMBERS / 2);
    assertThat(spare.take(Spare.MOST_NUMBERS / 2)).isNotSameAs(old);
    double[] tooLarge = new double[Spare.MOST_NUMBERS + 1];
    spare.leave(tooLarge);
    assertThat(spare.take(tooLarge.length)).isNotSameAs(tooLarge);
  }
}
