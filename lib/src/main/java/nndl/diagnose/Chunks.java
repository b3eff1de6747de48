package nndl.diagnose;

import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import nndl.nn.Initializer;
import nndl.random.Seeds;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/**
 * Samples in chunks that are made on demand, the same in each iteration.
 *
 * @param count the number of chunks
 * @param chunk the chunk of an index from 0, m×in with m at least 1
 */
public record Chunks(int count, IntFunction<SimpleMatrix> chunk) implements Iterable<SimpleMatrix> {
  /** At least one chunk. */
  public Chunks {
    Require.positive("number of chunks", count);
    Require.notNull("chunk", chunk);
  }

  /** The rows of X (n×in) in chunks of that many; the last chunk may be smaller. */
  public static Chunks of(SimpleMatrix X, int rows) {
    int n = Require.positive("number of samples", Require.notNull("X", X).getNumRows());
    Require.positive("rows", rows);
    if (rows >= n) {
      return new Chunks(1, k -> X);
    }
    return new Chunks(
        (n - 1) / rows + 1, k -> X.rows(k * rows, (int) Math.min(n, (k + 1L) * rows)));
  }

  /** Chunks of standard normal samples, each rows×columns, drawn from the seed. */
  public static Chunks normal(int count, int rows, int columns, long seed) {
    Require.positive("rows", rows);
    Require.positive("columns", columns);
    Initializer normal = Initializer.normal(1);
    return new Chunks(
        count, k -> normal.create(rows, columns, Seeds.generator(Seeds.derive(seed, k))));
  }

  @Override
  public Iterator<SimpleMatrix> iterator() {
    return IntStream.range(0, count).mapToObj(chunk).iterator();
  }
}
