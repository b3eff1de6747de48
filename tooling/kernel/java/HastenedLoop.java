import java.lang.reflect.Field;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.channels.Loop;

/**
 * The body of a kernel's loop, with a shorter pause between two polls while messages arrive.
 *
 * <p>JJava polls each channel every 50 ms, so a notebook of sixty cells waits some three seconds for
 * its kernel. Polling costs processor time, so the pause is JJava's own again once no message has
 * arrived for a while.
 */
final class HastenedLoop implements LongSupplier {
  /** Pause between two polls while messages arrive, in milliseconds. */
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
    long rest = REST;
    try {
      rest = body.getAsLong();
    } catch (RuntimeException | Error problem) {
      // a message that cannot be read would end the loop, and no later request would be answered
      problem.printStackTrace();
    }
    if (System.nanoTime() - begun > 200_000) { // a look that finds nothing takes some microseconds
      looks = LOOKS;
    } else if (looks > 0) {
      looks--;
    }
    return looks > 0 ? Math.min(REST, rest) : rest;
  }

  /** Hastens the loops of the kernel that this thread is about to start, as soon as they run. */
  static void hastenSoon() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread thread = new Thread(() -> hasten(group), "hasten");
    thread.setDaemon(true);
    thread.start();
  }

  private static void hasten(ThreadGroup group) {
    try {
      Field body = Loop.class.getDeclaredField("loopBody");
      body.setAccessible(true);
      for (int i = 0, hastened = 0; i < TRIES && hastened < LOOPS; i++) {
        Thread[] threads = new Thread[group.activeCount() + 8];
        for (int t = group.enumerate(threads) - 1; t >= 0; t--) {
          if (threads[t] instanceof Loop && !(body.get(threads[t]) instanceof HastenedLoop)) {
            body.set(threads[t], new HastenedLoop((LongSupplier) body.get(threads[t])));
            hastened++;
          }
        }
        Thread.sleep(5);
      }
    } catch (ReflectiveOperationException | InterruptedException none) {
      // a JJava that is built differently keeps its own pause
    }
  }
}
