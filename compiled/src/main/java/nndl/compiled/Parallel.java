package nndl.compiled;

import java.util.concurrent.Semaphore;

/** Work on a range of indices, shared out to the processors. */
final class Parallel {
  static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private static final WorkerPool POOL = new WorkerPool(PROCESSORS - 1);
  private static final Semaphore FREE = new Semaphore(1);

  private Parallel() {}

  /** Work of one part on its indices {@code from ≤ i < to}. */
  @FunctionalInterface
  interface Work {
    void on(int part, int from, int to);
  }

  /** Runs the work on {@code length} indices in equal parts, the same whichever thread runs one. */
  static void run(int length, int parts, Work work) {
    WorkerPool.Job job =
        new WorkerPool.Job(
            parts, p -> work.on(p, start(length, p, parts), start(length, p + 1, parts)));
    // while one thread uses the pool, others compute without it
    if (parts == 1 || !FREE.tryAcquire()) {
      job.run();
      return;
    }
    try {
      POOL.run(job);
    } finally {
      FREE.release();
    }
  }

  private static int start(int length, int part, int parts) {
    return (int) ((long) length * part / parts);
  }
}
