package nndl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;

/** The README's example, run as a notebook runs it, and its figures, compared. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern SHOWN = Pattern.compile("(?m)^(.*?)\\s+// → (.*)$");

  private static String example() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(README));
    assertThat(example.find()).isTrue();
    return example.group(1);
  }

  /** A snippet and what came of it. */
  private record Ran(String source, String value) {}

  private static List<Ran> run(String code) {
    List<Ran> ran = new ArrayList<>();
    // in this JVM: a second one would need the class path of the test on its command line
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      classPath().forEach(shell::addToClasspath);
      String rest = code;
      while (!rest.isBlank()) {
        SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        assertThat(next.completeness().isComplete()).as(rest).isTrue();
        for (SnippetEvent event : shell.eval(next.source())) {
          assertThat(event.status())
              .as("%s\n%s", next.source(), diagnostics(shell, event.snippet()))
              .isEqualTo(Snippet.Status.VALID);
          assertThat(event.exception()).as(next.source()).isNull();
          ran.add(new Ran(next.source().strip(), event.value()));
        }
        rest = next.remaining();
      }
    }
    return ran;
  }

  private static Stream<String> classPath() {
    // Surefire names the class path here when it hides it in a jar's manifest
    String tests = System.getProperty("surefire.test.class.path");
    String path = tests == null ? System.getProperty("java.class.path") : tests;
    return Stream.of(path.split(System.getProperty("path.separator")));
  }

  private static String diagnostics(JShell shell, Snippet snippet) {
    return shell.diagnostics(snippet).map(d -> d.getMessage(null)).toList().toString();
  }

  @Test
  void itsExampleRunsAndItsFiguresAreRight() throws IOException {
    String code = example();
    // one value a line: JShell, unlike a reader, takes two expressions without semicolons for one
    List<Ran> ran = run(SHOWN.matcher(code).replaceAll("$1;"));
    List<String> differences = new ArrayList<>();
    int shown = 0;
    for (Matcher line = SHOWN.matcher(code); line.find(); shown++) {
      String source = line.group(1).strip() + ";";
      String value =
          ran.stream().filter(r -> r.source.endsWith(source)).findFirst().orElseThrow().value;
      if (!value.replace("\"", "").equals(line.group(2))) {
        differences.add(source + " is " + value + ", the README says " + line.group(2));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(shown).isGreaterThanOrEqualTo(6);
  }

  @Test
  void itNamesEveryPackage() throws IOException {
    String text = Files.readString(README);
    try (Stream<Path> folders = Files.list(Path.of("src", "main", "java", "nndl"))) {
      assertThat(folders.filter(Files::isDirectory).map(f -> "`nndl." + f.getFileName() + "`"))
          .isNotEmpty()
          .allMatch(text::contains);
    }
  }
}
