package nndl.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static int[] counted(int length, int shares) {
    int[] counts = new int[length];
    Shares.each(
        length,
        shares,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            counts[i]++;
          }
        });
    return counts;
  }

  @Test
  void everyIndexIsInOneShare() {
    for (int length : new int[] {1, 2, 7, 1000}) {
      for (int shares : new int[] {1, 2, 3, 7}) {
        assertThat(counted(length, shares)).containsOnly(1);
      }
    }
  }

  @Test
  void manyThreadsMayShareAtOnceAndInsideAShare() {
    int[] sums =
        IntStream.range(0, 2000).parallel().map(i -> Arrays.stream(counted(50, 4)).sum()).toArray();
    assertThat(sums).containsOnly(50);
    Shares.each(4, 4, (from, to) -> assertThat(counted(10, 2)).containsOnly(1));
  }

  @Test
  void othersHelpAlsoAfterAPause() throws InterruptedException {
    if (Shares.COUNT == 1) {
      return;
    }
    for (int pause : new int[] {0, 20}) { // longer than the crew stays awake
      Thread.sleep(pause);
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      long end = System.nanoTime() + 5_000_000_000L;
      while (seen.size() < 2 && System.nanoTime() < end) {
        Shares.each(2, 2, (from, to) -> works(seen));
      }
      assertThat(seen).hasSizeGreaterThan(1);
    }
  }

  private static void works(Set<Thread> seen) {
    seen.add(Thread.currentThread());
    long end = System.nanoTime() + 2_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatGoesWrongInAShareIsThrown() {
    assertThatThrownBy(
            () ->
                Shares.each(
                    2,
                    2,
                    (from, to) -> {
                      if (to == 2) {
                        throw new IllegalStateException("second");
                      }
                    }))
        .hasMessage("second");
    assertThat(counted(10, 2)).containsOnly(1);
  }
}
