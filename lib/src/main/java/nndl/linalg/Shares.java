package nndl.linalg;

import java.util.stream.IntStream;

/** Work on a range of indices, shared out to the processors. */
final class Shares {
  /** How many shares a range is cut into. */
  static final int COUNT = Runtime.getRuntime().availableProcessors();

  private Shares() {}

  /** Work on the indices {@code from ≤ i < to}, which no other share touches. */
  interface Work {
    void on(int from, int to);
  }

  static void each(int length, Work work) {
    each(length, Math.min(COUNT, length), work);
  }

  static void each(int length, int shares, Work work) {
    if (shares == 1) {
      work.on(0, length);
      return;
    }
    IntStream.range(0, shares)
        .parallel()
        .forEach(s -> work.on(at(length, s, shares), at(length, s + 1, shares)));
  }

  private static int at(int length, int share, int shares) {
    return (int) ((long) length * share / shares);
  }
}
