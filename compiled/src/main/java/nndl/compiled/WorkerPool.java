package nndl.compiled;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that run one job after the other, and spin for a short time before they sleep.
 *
 * <p>The jobs of a training step take about 100 µs each and follow each other within microseconds:
 * a thread that has to be woken starts when half of the job is done.
 */
final class WorkerPool {
  private static final long SPIN_NANOS = 200_000;

  private final Worker[] workers;
  private volatile Job job;

  WorkerPool(int size) {
    workers = new Worker[size];
    for (int i = 0; i < size; i++) {
      workers[i] = new Worker("nndl-compiled-" + i);
    }
  }

  /** Parts of work; a thread takes the next part that no other has taken. */
  static final class Job {
    private final int parts;
    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open;
    private volatile Throwable failure;

    Job(int parts, IntConsumer work) {
      this.parts = parts;
      this.work = work;
      open = new AtomicInteger(parts);
    }

    private boolean isOpen() {
      return next.get() < parts;
    }

    /** Runs parts until all are taken. */
    private void take() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        try {
          work.accept(part);
        } catch (RuntimeException | Error e) {
          failure = e;
        }
        open.decrementAndGet();
      }
    }

    /**
     * Runs the parts that are left, waits for the others, and throws what one of them has thrown.
     */
    void run() {
      take();
      while (open.get() > 0) {
        Thread.yield();
      }
      if (failure instanceof Error e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
    }
  }

  /** Runs the job on all threads, the calling one included; one job at a time. */
  void run(Job next) {
    job = next;
    try {
      for (Worker worker : workers) {
        worker.wake();
      }
      next.run();
    } finally {
      job = null; // it refers to arrays
    }
  }

  private final class Worker implements Runnable {
    private final String name;
    private Thread thread;
    private volatile boolean asleep;

    Worker(String name) {
      this.name = name;
    }

    void wake() {
      if (thread == null) {
        thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
      } else if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      long since = System.nanoTime();
      while (true) {
        Job now = job;
        if (now != null && now.isOpen()) {
          now.take();
          since = System.nanoTime();
        } else if (System.nanoTime() - since < SPIN_NANOS) {
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (job == null) {
            LockSupport.park(this);
          }
          asleep = false;
        }
      }
    }
  }
}
