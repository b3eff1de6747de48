package nndl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources of the library keep to, read from the sources. */
class ArchitectureTest {
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Pattern DEPENDENCY =
      Pattern.compile("\\bnndl\\.([a-z]+(?:\\.[a-z]+)*)\\.[A-Z*]");

  private static List<Path> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".java")).collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The package of a source below nndl, as {@code plot.render}. */
  private static String packageOf(Path source) {
    Path below = MAIN.resolve("nndl").relativize(source.getParent());
    return below.toString().replace(below.getFileSystem().getSeparator(), ".");
  }

  /** To each package the packages that its code, comments aside, names. */
  private static Map<String, Set<String>> dependencies() {
    Map<String, Set<String>> graph = new TreeMap<>();
    for (Path source : sources(MAIN)) {
      String name = packageOf(source);
      String code = text(source).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*|\"[^\"\n]*\"", "");
      Set<String> named =
          DEPENDENCY.matcher(code).results().map(m -> m.group(1)).collect(Collectors.toSet());
      named.remove(name);
      graph.computeIfAbsent(name, p -> new TreeSet<>()).addAll(named);
    }
    return graph;
  }

  private static Set<String> reachable(Map<String, Set<String>> graph, String from) {
    Set<String> seen = new TreeSet<>();
    ArrayDeque<String> open = new ArrayDeque<>(graph.get(from));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (seen.add(next)) {
        open.addAll(graph.getOrDefault(next, Set.of()));
      }
    }
    return seen;
  }

  @Test
  void packagesHaveNoCycle() {
    Map<String, Set<String>> graph = dependencies();
    assertThat(graph.get("train")).contains("nn", "loss", "optim"); // the reading finds something
    assertThat(graph.get("plot")).contains("plot.render");
    graph.keySet().forEach(p -> assertThat(reachable(graph, p)).as("from " + p).doesNotContain(p));
  }

  /** What would make figures depend on the machine: threads, natives, the environment. */
  private static final Pattern OF_THE_MACHINE =
      Pattern.compile(
          "\\bnndl\\.compiled\\b|bytedeco|netlib|incubator|\\bThread\\.start|new Thread|Executor"
              + "|\\.parallel|availableProcessors|getenv|EjmlConcurrency|_MT_");

  @Test
  void networksAndTheirTrainingAreTheSameOnEveryMachine() {
    Set<String> plain =
        Set.of(
            "data",
            "diagnose",
            "gradient",
            "linalg",
            "loss",
            "nn",
            "optim",
            "random",
            "statistics",
            "text",
            "train",
            "validation");
    assertThat(dependencies().keySet()).containsAll(plain);
    for (Path source : sources(MAIN)) {
      if (plain.contains(packageOf(source))) {
        assertThat(OF_THE_MACHINE.matcher(text(source)).results().map(MatchResult::group))
            .as("%s", source)
            .isEmpty();
      }
    }
  }

  @Test
  void nothingInTheLibraryKnowsOfCompiledNetworks() throws IOException {
    assertThat(sources(MAIN)).noneMatch(f -> text(f).contains("nndl.compiled"));
    assertThat(Files.readString(Path.of("pom.xml"))).doesNotContain("nndl-compiled", "bytedeco");
  }

  @Test
  void filesAreShort() {
    for (Path source :
        Stream.of(MAIN, Path.of("src", "test", "java"))
            .flatMap(r -> sources(r).stream())
            .toList()) {
      assertThat(text(source).lines().filter(line -> !line.startsWith("import ")).count())
          .as("%s", source)
          .isLessThanOrEqualTo(250);
    }
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<Path> packages = sources(MAIN).stream().map(Path::getParent).collect(Collectors.toSet());
    assertThat(packages).hasSizeGreaterThanOrEqualTo(7);
    assertThat(packages).allMatch(p -> Files.exists(p.resolve("package-info.java")));
  }

  @Test
  void nothingStaticCanChange() {
    Pattern mutable =
        Pattern.compile(
            "(?m)^\\s+(?:(?:public|protected|private|volatile)\\s+)*static\\s+(?!final|class|record|enum|interface|abstract|<)[\\w<>\\[\\], ]+?\\s+\\w+\\s*(?:=|;)");
    for (Path source : sources(MAIN)) {
      assertThat(mutable.matcher(text(source)).results().map(MatchResult::group))
          .as("%s", source)
          .isEmpty();
    }
  }

  @Test
  void namesSayWhatAClassIs() {
    assertThat(sources(MAIN))
        .noneMatch(f -> f.toString().matches(".*(Utils?|Helper|Manager)\\.java"));
  }
}
