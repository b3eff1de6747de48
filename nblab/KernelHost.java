import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.dflib.jjava.distro.JJava;
import org.dflib.jjava.jupyter.channels.Loop;

/**
 * JJava kernels one after another in one JVM, each with a JShell and a class loader of its own.
 *
 * <p>Each line of standard input is the path of a connection file. Its kernel is served until it is
 * asked to stop, then "ended" is printed. When the input ends the process does, in the middle of a
 * cell too: so it never outlives the one that started it. hosts.py is that one.
 */
public final class KernelHost {
  /** How long a loop of JJava's rests when it has looked for a message, in milliseconds. */
  private static final long REST = 2;

  private KernelHost() {}

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    BlockingQueue<String> files = new LinkedBlockingQueue<>();
    // a kernel puts its own in their places while a cell runs
    PrintStream out = System.out;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    daemon(() -> serve(files, out)).start();
    for (String line; (line = in.readLine()) != null; ) {
      files.add(line);
    }
    System.exit(0);
  }

  private static void serve(BlockingQueue<String> files, PrintStream out) {
    Properties properties = (Properties) System.getProperties().clone();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      while (true) {
        String file = files.take();
        daemon(() -> hasten(Thread.currentThread().getThreadGroup())).start();
        JJava.main(new String[] {file});
        // what a notebook has set for its JVM is not for the next
        System.setProperties((Properties) properties.clone());
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
        out.println("ended");
        out.flush();
      }
    } catch (Throwable problem) {
      problem.printStackTrace();
      System.exit(1);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Shortens the rest of the kernel's loops: they look for a message every 50 ms, and a notebook of
   * sixty cells would wait three seconds for its kernel to look. A JJava whose loops are made
   * otherwise keeps its own rest.
   */
  private static void hasten(ThreadGroup group) {
    try {
      Field body = Loop.class.getDeclaredField("loopBody");
      body.setAccessible(true);
      // of shell, control and heartbeat
      for (int left = 3; left > 0; Thread.sleep(5)) {
        Thread[] threads = new Thread[group.activeCount() + 8];
        for (int i = group.enumerate(threads) - 1; i >= 0; i--) {
          if (threads[i] instanceof Loop && !(body.get(threads[i]) instanceof Hastened)) {
            body.set(threads[i], new Hastened((LongSupplier) body.get(threads[i])));
            left--;
          }
        }
      }
    } catch (ReflectiveOperationException | InterruptedException none) {
      // as slow as it is made
    }
  }

  /**
   * A loop that rests shortly as long as messages come, and as it is made when none has come for a
   * while: looking is work, and two of the three loops are hardly ever spoken to.
   */
  private static final class Hastened implements LongSupplier {
    private static final int LOOKS = 50;
    private final LongSupplier body;
    private int looks;

    Hastened(LongSupplier body) {
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
  }
}
