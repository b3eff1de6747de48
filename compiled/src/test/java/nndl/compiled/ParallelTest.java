package nndl.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
  private static int[] counted(int length, int parts) {
    int[] counts = new int[length];
    Parallel.run(
        length,
        parts,
        (part, from, to) -> {
          for (int i = from; i < to; i++) {
            counts[i]++;
          }
        });
    return counts;
  }

  @Test
  void everyIndexIsInOnePart() {
    for (int length : new int[] {1, 2, 7, 1000}) {
      for (int parts : new int[] {1, 2, 3, 7}) {
        assertThat(counted(length, parts)).containsOnly(1);
      }
    }
  }

  @Test
  void severalThreadsAndNestedCallsMayRunAtOnce() {
    int[] sums =
        IntStream.range(0, 2000).parallel().map(i -> Arrays.stream(counted(50, 4)).sum()).toArray();
    assertThat(sums).containsOnly(50);
    Parallel.run(4, 4, (part, from, to) -> assertThat(counted(10, 2)).containsOnly(1));
  }

  @Test
  void workersAreWokenAfterAPause() throws InterruptedException {
    if (Parallel.PROCESSORS == 1) {
      return;
    }
    for (int pause : new int[] {0, 20}) { // longer than a worker spins
      Thread.sleep(pause);
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      long end = System.nanoTime() + 5_000_000_000L;
      while (seen.size() < 2 && System.nanoTime() < end) {
        Parallel.run(2, 2, (part, from, to) -> works(seen));
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
  void anErrorInOnePartIsThrown() {
    assertThatThrownBy(
            () ->
                Parallel.run(
                    2,
                    2,
                    (part, from, to) -> {
                      if (part == 1) {
                        throw new IllegalStateException("second");
                      }
                    }))
        .hasMessage("second");
    assertThat(counted(10, 2)).containsOnly(1);
  }
}
