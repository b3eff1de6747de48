package nndl.notebook;

import java.util.Base64;
import java.util.Optional;
import nndl.check.Require;
import nndl.plot.Figure;
import nndl.train.Progress;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.Table;

/** What a cell says to its reader: figures, tables, matrices, and how far a long loop has come. */
public final class Notebook {
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
   * {@link Table} or {@link SimpleMatrix} as a table, {@link Html} as it is, all else as text.
   *
   * <p>Outside a notebook the plain-text form is printed.
   */
  public static void show(Object... things) {
    showOn(Kernel.running(), things);
  }

  /** Lets a kernel show a thing that is a cell's result as {@link #show} does. */
  static void showResultsOn(Kernel kernel) {
    kernel.render(Notebook::rendered, Figure.class, Table.class, SimpleMatrix.class, Html.class);
  }

  static void showOn(Optional<Kernel> kernel, Object... things) {
    for (Object thing : Require.notNull("things", things)) {
      Html content = rendered(thing);
      if (kernel.isPresent() && !content.html().isEmpty()) {
        kernel.get().display(content);
      } else {
        System.out.println(content.text());
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

  /** What {@link #show} shows of a thing: its markup, empty for what is shown as text, and text. */
  public static Html rendered(Object thing) {
    if (thing instanceof Figure figure) {
      return picture(figure);
    } else if (thing instanceof Table table) {
      return HtmlTable.of(table);
    } else if (thing instanceof SimpleMatrix matrix) {
      return HtmlTable.of(matrix);
    } else if (thing instanceof Html html) {
      return html;
    }
    return new Html("", String.valueOf(thing));
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
