import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * JJava kernels one after another in one JVM, each with a JShell and a class loader of its own.
 *
 * <p>Each line of standard input is the path of a connection file. Its kernel is served until it is
 * asked to stop, then "ended" is printed. When the input ends the process does, in the middle of a
 * cell too: so it never outlives the one that started it. hosts.py is that one.
 */
public final class KernelHost {
  private KernelHost() {}

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    BlockingQueue<String> files = new LinkedBlockingQueue<>();
    // a kernel puts its own in their places while a cell runs
    PrintStream out = System.out;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Thread server = new Thread(() -> serve(files, out));
    server.setDaemon(true);
    server.start();
    for (String line; (line = in.readLine()) != null; ) {
      files.add(line);
    }
    System.exit(0);
  }

  private static void serve(BlockingQueue<String> files, PrintStream out) {
    Properties properties = (Properties) System.getProperties().clone();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    PackageIndex.omitted();
    try {
      while (true) {
        String file = files.take();
        HastenedLoop.soon(() -> {}, () -> {});
        KernelServer.serve(file);
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
}
