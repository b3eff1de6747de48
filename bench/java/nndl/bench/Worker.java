package nndl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers one line for each line it reads, whose words are parted by tabs: {@code prepare KEY
 * task=NAME name=value …}, {@code run KEY TIMES}, which answers the seconds, {@code result KEY
 * FILE}, {@code forget}, which forgets all tasks.
 */
public final class Worker {
  private Worker() {}

  /** Reads requests from the standard input until there are no more. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Map<String, Task> tasks = new HashMap<>();
    String line;
    while ((line = in.readLine()) != null) {
      String[] words = line.split("\t");
      try {
        switch (words[0]) {
          case "prepare" -> {
            tasks.put(words[1], task(Settings.of(words)));
            out.println("ok");
          }
          case "run" -> {
            Task task = tasks.get(words[1]);
            int times = Integer.parseInt(words[2]);
            long begun = System.nanoTime();
            task.run(times);
            out.println("ok " + (System.nanoTime() - begun) / 1e9);
          }
          case "result" -> {
            Settings.write(Path.of(words[2]), tasks.get(words[1]).result());
            out.println("ok");
          }
          case "forget" -> {
            tasks.clear();
            System.gc();
            out.println("ok");
          }
          default -> out.println("error unknown request: " + line);
        }
      } catch (RuntimeException | IOException | OutOfMemoryError e) {
        out.println("error " + String.valueOf(e).replace('\n', ' '));
      }
    }
  }

  private static Task task(Settings settings) {
    String name = settings.text("task");
    return switch (name) {
      case "forward", "gradient", "step", "training" -> NetworkTask.of(name, settings);
      case "optimiser" -> new LibraryWalk(settings);
      case "optimiser-loop" -> new HandWrittenWalk(settings);
      case "histograms" -> new HistogramStudy(settings);
      default -> throw new IllegalArgumentException("there is no task " + name);
    };
  }
}
