package nndl.linalg;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that help with one job after the other.
 *
 * <p>The jobs of one training step follow each other within microseconds and take some hundred; a
 * pool that puts its threads to sleep in between wakes them when half of the job is done. These
 * wait for the next job awake, for a short time.
 */
final class Crew {
  private static final long AWAKE_NANOS = 200_000;

  private final Member[] members;
  private volatile Job job;

  Crew(int size) {
    members = new Member[size];
    for (int i = 0; i < size; i++) {
      members[i] = new Member("nndl-crew-" + i);
    }
  }

  /** Parts of work, each done by whoever comes first. */
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

    /** Does parts until none is left to begin. */
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

    /** Does what is left, waits for what others have begun, and throws what went wrong. */
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

  /** Runs the job with all members; one job at a time. */
  void help(Job next) {
    job = next;
    try {
      for (Member member : members) {
        member.wake();
      }
      next.run();
    } finally {
      job = null; // it holds arrays
    }
  }

  private final class Member implements Runnable {
    private final String name;
    private Thread thread;
    private volatile boolean asleep;

    Member(String name) {
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
        } else if (System.nanoTime() - since < AWAKE_NANOS) {
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
