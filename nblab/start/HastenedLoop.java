import java.lang.reflect.Field;
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

  private final LongSupplier body;
  private int looks;

  private HastenedLoop(LongSupplier body) {
    this.body = body;
  }

  @Override
  public long getAsLong() {
    long begun = System.nanoTime();
    long rest = body.getAsLong();
    // a look that finds nothing takes some microseconds, an answer to a message hundreds
    looks = System.nanoTime() - begun > 200_000 ? LOOKS : Math.max(0, looks - 1);
    return looks > 0 ? Math.min(REST, rest) : rest;
  }

  /**
   * Hastens the loops of the kernel that this thread is about to start, as soon as they run. A
   * JJava whose loops are made otherwise keeps its own rest.
   */
  static void soon() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread thread = new Thread(() -> hasten(group));
    thread.setDaemon(true);
    thread.start();
  }

  private static void hasten(ThreadGroup group) {
    try {
      Field body = Loop.class.getDeclaredField("loopBody");
      body.setAccessible(true);
      int left = LOOPS;
      for (int i = 0; i < TRIES && left > 0; i++) {
        Thread[] threads = new Thread[group.activeCount() + 8];
        for (int t = group.enumerate(threads) - 1; t >= 0; t--) {
          if (threads[t] instanceof Loop && !(body.get(threads[t]) instanceof HastenedLoop)) {
            body.set(threads[t], new HastenedLoop((LongSupplier) body.get(threads[t])));
            left--;
          }
        }
        Thread.sleep(5);
      }
    } catch (ReflectiveOperationException | InterruptedException none) {
      // as slow as it is made
    }
  }
}
