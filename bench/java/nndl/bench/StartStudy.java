package nndl.bench;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/**
 * Where a start goes: with {@code jvm} nothing is done, so that the time of the process is that of
 * the JVM alone; with {@code jshell} a JShell is made and compiles its first snippet.
 *
 * <p>Prints the milliseconds of these two.
 */
public final class StartStudy {
  private StartStudy() {}

  /** One start. */
  public static void main(String[] args) {
    long main = System.nanoTime();
    if (args[0].equals("jshell")) {
      try (JShell shell = JShell.builder().executionEngine("local").build()) {
        long made = System.nanoTime();
        List<SnippetEvent> events = shell.eval("int answer = 6 * 7;");
        long compiled = System.nanoTime();
        if (!"42".equals(events.get(0).value())) {
          throw new IllegalStateException("6 · 7 = " + events.get(0).value());
        }
        System.out.println((made - main) / 1e6 + " " + (compiled - made) / 1e6);
      }
    }
  }
}
