import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.channels.Loop;

/**
 * What a loop of a kernel does, with a short rest as long as messages come.
 *
 * <p>JJava's loops look for a message every 50 ms: a notebook of sixty cells waits three seconds
 * for its kernel to look, and so does who runs a single cell, a little each time. When no message
 * has come for a while the rest is as it is made: looking is work, and two of the three loops are
 * hardly ever spoken to.
 */
final class HastenedLoop implements LongSupplier {
  /** How long a loop rests when it has looked for a message, in milliseconds. */
  private static final long REST = 2;

  private static final int LOOKS = 50;
  private static final int LOOPS = 3; // of shell, control and heartbeat
  private static final int TRIES = 12_000; // a minute, if a kernel has fewer

  /** A kernel is at rest when no message has come for so long, in nanoseconds. */
  private static final long AT_REST = 1_000_000_000;

  private final LongSupplier body;
  private final boolean heartbeat; // asked every few seconds by who does nothing else
  private int looks;
  private volatile boolean looking;
  private volatile long answered = System.nanoTime();

  private HastenedLoop(LongSupplier body, boolean heartbeat) {
    this.body = body;
    this.heartbeat = heartbeat;
  }

  @Override
  public long getAsLong() {
    looking = true;
    long begun = System.nanoTime();
    long rest = REST;
    try {
      rest = body.getAsLong();
    } catch (RuntimeException | Error problem) {
      // one message that cannot be read would end the loop, and nobody were answered any more
      problem.printStackTrace();
    }
    long now = System.nanoTime();
    if (now - begun > 200_000) { // a look that finds nothing takes some microseconds
      looks = LOOKS;
      answered = now;
    } else if (looks > 0) {
      looks--;
    }
    looking = false;
    return looks > 0 ? Math.min(REST, rest) : rest;
  }

  private boolean atRest() {
    return heartbeat || !looking && System.nanoTime() - answered > AT_REST;
  }

  /**
   * Hastens the loops of the kernel that this thread is about to start, as soon as they run. A
   * JJava whose loops are made otherwise keeps its own rest.
   *
   * @param whenUp is run once, when they run
   * @param whenAtRest is run once, when the kernel has been told nothing for a second
   */
  static void soon(Runnable whenUp, Runnable whenAtRest) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread thread = new Thread(() -> hasten(group, whenUp, whenAtRest));
    thread.setDaemon(true);
    thread.start();
  }

  private static void hasten(ThreadGroup group, Runnable whenUp, Runnable whenAtRest) {
    try {
      List<HastenedLoop> loops = hastened(group);
      try {
        whenUp.run();
      } catch (RuntimeException | Error problem) {
        // what is missing, such as fonts, is for the reader's cells to say
      }
      while (!loops.stream().allMatch(HastenedLoop::atRest)) {
        Thread.sleep(100);
      }
    } catch (ReflectiveOperationException | InterruptedException none) {
      // as slow as it is made
    }
    whenAtRest.run();
  }

  private static List<HastenedLoop> hastened(ThreadGroup group)
      throws ReflectiveOperationException, InterruptedException {
    List<HastenedLoop> loops = new ArrayList<>();
    Field body = Loop.class.getDeclaredField("loopBody");
    body.setAccessible(true);
    for (int i = 0; i < TRIES && loops.size() < LOOPS; i++) {
      Thread[] threads = new Thread[group.activeCount() + 8];
      for (int t = group.enumerate(threads) - 1; t >= 0; t--) {
        if (threads[t] instanceof Loop && !(body.get(threads[t]) instanceof HastenedLoop)) {
          boolean heartbeat = threads[t].getName().contains("Heartbeat");
          HastenedLoop loop = new HastenedLoop((LongSupplier) body.get(threads[t]), heartbeat);
          body.set(threads[t], loop);
          loops.add(loop);
        }
      }
      Thread.sleep(5);
    }
    return loops;
  }
}
