package nndl.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class BatchesTest {
  // sample i is (i, −i) with target 10 i
  private static Batches batches(int n, int size, long seed) {
    SimpleMatrix X = new SimpleMatrix(n, 2);
    SimpleMatrix Y = new SimpleMatrix(n, 1);
    for (int i = 0; i < n; i++) {
      X.setRow(i, 0, i, -i);
      Y.set(i, 0, 10 * i);
    }
    return new Batches(X, Y, size, seed);
  }

  private static double[] order(List<Batches.Batch> epoch) {
    return epoch.stream()
        .flatMapToDouble(b -> DoubleStream.of(b.X().getColumn(0).getDDRM().data))
        .toArray();
  }

  @Property(tries = 200)
  void everyEpochIsAPartition(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 50) int size,
      @ForAll @IntRange(max = 1000) int epoch,
      @ForAll long seed) {
    List<Batches.Batch> dealt = batches(n, size, seed).epoch(epoch);
    assertThat(dealt).hasSize((n + size - 1) / size);
    for (Batches.Batch batch : dealt.subList(0, dealt.size() - 1)) {
      assertThat(batch.X().getNumRows()).isEqualTo(size);
    }
    for (Batches.Batch batch : dealt) {
      for (int i = 0; i < batch.X().getNumRows(); i++) {
        assertThat(batch.X().get(i, 1)).isEqualTo(-batch.X().get(i, 0));
        assertThat(batch.Y().get(i, 0)).isEqualTo(10 * batch.X().get(i, 0));
      }
    }
    double[] sorted = order(dealt);
    Arrays.sort(sorted);
    assertThat(sorted).isEqualTo(IntStream.range(0, n).asDoubleStream().toArray());
  }

  @Test
  void orderIsSetBySeedAndEpoch() {
    Batches batches = batches(50, 8, 3);
    assertThat(order(batches.epoch(4))).isEqualTo(order(batches(50, 8, 3).epoch(4)));
    assertThat(order(batches.epoch(4))).isNotEqualTo(order(batches.epoch(5)));
    assertThat(order(batches.epoch(4))).isNotEqualTo(order(batches(50, 8, 4).epoch(4)));
    assertThat(order(batches(50, 50, 3).epoch(4))).isSorted();
  }

  @Test
  void everyOrderIsEquallyLikely() {
    int[] counts = new int[27];
    for (int epoch = 0; epoch < 6000; epoch++) {
      double[] order = order(batches(3, 1, 1).epoch(epoch));
      counts[(int) (9 * order[0] + 3 * order[1] + order[2])]++;
    }
    // 1000 each, standard deviation 29
    assertThat(Arrays.stream(counts).filter(c -> c > 0).boxed())
        .hasSize(6)
        .allMatch(c -> Math.abs(c - 1000) < 150);
  }
}
