package nndl.linalg;

import java.util.concurrent.Semaphore;

/** Work on a range of indices, shared out to the processors. */
final class Shares {
  /** How many shares a range is cut into. */
  static final int COUNT = Runtime.getRuntime().availableProcessors();

  private static final Crew CREW = new Crew(COUNT - 1);
  private static final Semaphore FREE = new Semaphore(1);

  private Shares() {}

  /** Work on the indices {@code from ≤ i < to}, which no other share touches. */
  @FunctionalInterface
  interface Work {
    void on(int from, int to);
  }

  /** The same, told which share it is, from 0 on: for what each share has of its own. */
  @FunctionalInterface
  interface NumberedWork {
    void on(int share, int from, int to);
  }

  static void each(int length, Work work) {
    each(length, Math.min(COUNT, length), work);
  }

  static void each(int length, int shares, Work work) {
    numbered(length, shares, (share, from, to) -> work.on(from, to));
  }

  /** The same shares whoever works on them: a sum of shares has the same bits each time. */
  static void numbered(int length, int shares, NumberedWork work) {
    Crew.Job job =
        new Crew.Job(shares, s -> work.on(s, at(length, s, shares), at(length, s + 1, shares)));
    // when several threads compute, the processors have work already
    if (shares == 1 || !FREE.tryAcquire()) {
      job.run();
      return;
    }
    try {
      CREW.help(job);
    } finally {
      FREE.release();
    }
  }

  /**
   * How many shares a sum over so many samples is cut into, when each share has a sum of its own
   * that is as large as a matrix of so many rows: no more of them than pay.
   */
  static int ofSums(int samples, int rows) {
    return Math.min(Math.min(COUNT, samples), Math.max(2, samples / rows));
  }

  private static int at(int length, int share, int shares) {
    return (int) ((long) length * share / shares);
  }
}
