import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** The cause of an error where the kernel's own words name another or none. */
final class ErrorText {
  private static final String NO_CONSOLE =
      "There is no System.console() in a notebook: read from new Scanner(System.in)";

  private ErrorText() {}

  /** The error with its cause as its message and in front of its lines; as it is if it is clear. */
  static PublishError explained(PublishError error, ExecuteRequest request, JShell jshell) {
    List<String> causes =
        switch (error.getErrorName()) {
          case "CompilationException", "IncompleteSourceException" -> WideCharacters.in(request.getCode());
          default -> causes(error.getErrorMessage(), request, jshell);
        };
    if (causes.isEmpty()) {
      return error;
    }
    List<String> lines = new ArrayList<>(causes);
    lines.addAll(error.getStacktrace());
    return new PublishError(error.getErrorName(), String.join("; ", causes), lines);
  }

  private static List<String> causes(String message, ExecuteRequest request, JShell jshell) {
    if (message.startsWith("java.lang.NullPointerException")
        && request.getCode().contains("System.console")) {
      return List.of(request.isStdinEnabled() ? NO_CONSOLE : CellEnvironment.NOBODY);
    }
    // JJava has words for this error, and wraps it in another before it looks for them
    return message.startsWith("jdk.jshell.UnresolvedReferenceException")
        ? jshell.snippets().flatMap(snippet -> undefined(snippet, jshell)).toList()
        : List.of();
  }

  private static Stream<String> undefined(Snippet snippet, JShell jshell) {
    if (!(snippet instanceof DeclarationSnippet declaration)
        || jshell.status(snippet) != Snippet.Status.RECOVERABLE_DEFINED) {
      return Stream.empty();
    }
    String names = jshell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
    return Stream.of(declaration.name() + " needs what is not defined: " + names);
  }
}
