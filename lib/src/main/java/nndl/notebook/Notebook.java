package nndl.notebook;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import nndl.check.Verdict;
import nndl.plot.Figure;
import nndl.progress.Progress;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.Table;

/** What a cell says to its reader: figures, tables, matrices, and how far a long loop has come. */
public final class Notebook {
  /** The form in which programs read a {@link Verdict}: {@link Verdict#data} as JSON. */
  static final String CHECKS = "application/vnd.nndl.checks+json";

  static {
    // while the cells before the first figure are compiled, on a processor that has nothing to do
    Thread figures = new Thread(Figure::prepare, "nndl-figures");
    figures.setDaemon(true);
    // what is missing, such as fonts, is for the first figure to say
    figures.setUncaughtExceptionHandler((thread, problem) -> {});
    figures.start();
    Kernel.running().ifPresent(Notebook::showResultsOn);
  }

  private Notebook() {}

  /**
   * Shows each thing below the cell: a {@link Figure} as a picture with its alternative text, a
   * {@link Table} or {@link SimpleMatrix} as a table, a {@link Verdict} as the table of its checks,
   * {@link Html} as it is, all else as text.
   *
   * <p>Outside a notebook the plain-text form is printed.
   */
  public static void show(Object... things) {
    showOn(Kernel.running(), things);
  }

  /** Lets a kernel show a thing that is a cell's result as {@link #show} does. */
  static void showResultsOn(Kernel kernel) {
    kernel.render(
        thing -> html(thing).orElseThrow(),
        Figure.class,
        Table.class,
        SimpleMatrix.class,
        Verdict.class,
        Html.class);
  }

  static void showOn(Optional<Kernel> kernel, Object... things) {
    for (Object thing : Require.notNull("things", things)) {
      Optional<Html> html = html(thing);
      if (html.isPresent() && kernel.isPresent() && !html.get().html().isEmpty()) {
        kernel.get().display(html.get());
      } else {
        System.out.println(html.map(Html::text).orElseGet(() -> String.valueOf(thing)));
      }
    }
  }

  /**
   * A progress that appears in place below the cell once the loop takes longer than a second, and
   * goes away at its end. The environment variable {@code NNDL_PROGRESS=off} silences it.
   */
  public static Progress progress(String what) {
    Require.notNull("what", what);
    return "off".equals(System.getenv("NNDL_PROGRESS"))
        ? Progress.NONE
        : Kernel.running().<Progress>map(kernel -> new InPlace(what, kernel)).orElse(Progress.NONE);
  }

  /** What {@link #show} shows as a picture or a table; empty for what it shows as text. */
  public static Optional<Html> html(Object thing) {
    if (thing instanceof Figure figure) {
      return Optional.of(picture(figure));
    } else if (thing instanceof Table table) {
      return Optional.of(HtmlTable.of(table));
    } else if (thing instanceof SimpleMatrix matrix) {
      return Optional.of(HtmlTable.of(matrix));
    } else if (thing instanceof Verdict verdict) {
      return Optional.of(verdict(verdict));
    } else if (thing instanceof Html html) {
      return Optional.of(html);
    }
    return Optional.empty();
  }

  private static Html verdict(Verdict verdict) {
    Html table = HtmlTable.of(verdict.table());
    return new Html(
        table.html() + "<p>" + Html.escape(verdict.toString()) + "</p>",
        table.text() + "\n" + verdict,
        Map.of(CHECKS, verdict.data()));
  }

  private static Html picture(Figure figure) {
    String data = Base64.getEncoder().encodeToString(figure.png());
    String html =
        "<img src=\"data:image/png;base64,"
            + data
            + "\" width=\""
            + figure.width()
            + "\" style=\"max-width:100%;height:auto\" alt=\""
            + Html.escape(figure.alt())
            + "\">";
    return new Html(html, figure.alt());
  }
}
