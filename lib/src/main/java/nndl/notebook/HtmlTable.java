package nndl.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nndl.text.Numbers;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables and matrices as HTML and as aligned text. */
final class HtmlTable {
  private final String caption;
  private final List<String> header;
  private final List<List<String>> rows;
  private final boolean[] right;

  private HtmlTable(String caption, List<String> header, List<List<String>> rows, boolean[] right) {
    this.caption = caption;
    this.header = header;
    this.rows = rows;
    this.right = right;
  }

  /** A Tablesaw table: its name is the caption, columns of numbers are aligned right. */
  static Html of(Table table) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < table.rowCount(); i++) {
      List<String> row = new ArrayList<>();
      for (Column<?> column : table.columns()) {
        row.add(cell(column, i));
      }
      rows.add(row);
    }
    boolean[] right = new boolean[table.columnCount()];
    for (int j = 0; j < right.length; j++) {
      int column = j;
      right[j] = rows.stream().allMatch(row -> isNumber(row.get(column)));
    }
    String name = table.name() == null ? "" : table.name();
    return new HtmlTable(name, table.columnNames(), rows, right).html();
  }

  /** A matrix, without header or caption. */
  static Html of(SimpleMatrix matrix) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < matrix.getNumRows(); i++) {
      int row = i;
      rows.add(
          IntStream.range(0, matrix.getNumCols())
              .mapToObj(j -> Numbers.text(matrix.get(row, j)))
              .toList());
    }
    boolean[] right = new boolean[matrix.getNumCols()];
    java.util.Arrays.fill(right, true);
    return new HtmlTable("", List.of(), rows, right).html();
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    Object value = column.get(row);
    return column instanceof NumericColumn && value instanceof Number number
        ? Numbers.text(number.doubleValue())
        : column.getString(row);
  }

  private static boolean isNumber(String text) {
    return text.matches("[−-]?[0-9∞–].*|never|none( .*)?|NaN");
  }

  private Html html() {
    StringBuilder html = new StringBuilder("<table>");
    if (!caption.isEmpty()) {
      html.append("<caption>").append(Html.escape(caption)).append("</caption>");
    }
    if (!header.isEmpty()) {
      html.append("<thead>");
      row(html, "th", header);
      html.append("</thead>");
    }
    html.append("<tbody>");
    rows.forEach(row -> row(html, "td", row));
    html.append("</tbody></table>");
    return new Html(html.toString(), text());
  }

  // the alignment stands on each cell: notebooks bring style sheets of their own
  private void row(StringBuilder html, String tag, List<String> cells) {
    html.append("<tr>");
    for (int j = 0; j < cells.size(); j++) {
      html.append('<').append(tag).append(tag.equals("th") ? " scope=\"col\"" : "");
      html.append(" style=\"text-align:").append(right[j] ? "right" : "left").append("\">");
      html.append(Html.escape(cells.get(j))).append("</").append(tag).append('>');
    }
    html.append("</tr>");
  }

  private String text() {
    List<List<String>> lines = new ArrayList<>();
    if (!header.isEmpty()) {
      lines.add(header);
    }
    lines.addAll(rows);
    int[] widths = new int[right.length];
    lines.forEach(
        line -> {
          for (int j = 0; j < widths.length; j++) {
            widths[j] = Math.max(widths[j], line.get(j).length());
          }
        });
    StringBuilder text = new StringBuilder(caption.isEmpty() ? "" : caption + "\n");
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int j = 0; j < widths.length; j++) {
        String blanks = " ".repeat(widths[j] - line.get(j).length());
        row.append(right[j] ? blanks + line.get(j) : line.get(j) + blanks).append("  ");
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }
}
