package nndl.notebook;

import java.util.ArrayList;
import java.util.List;
import nndl.text.Numbers;
import nndl.validation.Require;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Builds a table row by row: {@code Rows.of("Rates", "method", "rate").add("Adam", 0.1)}. */
public final class Rows {
  private final String name;
  private final String[] columns;
  private final List<Object[]> rows = new ArrayList<>();

  private Rows(String name, String[] columns) {
    this.name = name;
    this.columns = columns;
  }

  /** An empty table with its name and the names of its columns, at least one, all different. */
  public static Rows of(String name, String... columns) {
    Require.positive("number of columns", columns.length);
    return new Rows(Require.notNull("name", name), columns.clone());
  }

  /** Adds a row: a value for each column; {@code null} is a missing value. */
  public Rows add(Object... values) {
    Require.size("row", values.length, columns.length);
    rows.add(values.clone());
    return this;
  }

  /**
   * The table. A column of whole numbers is a {@link LongColumn}, one of numbers a {@link
   * DoubleColumn}, any other a {@link StringColumn} in which numbers have six significant digits.
   */
  public Table table() {
    Table table = Table.create(name);
    for (int j = 0; j < columns.length; j++) {
      table.addColumns(column(j));
    }
    return table;
  }

  private Column<?> column(int j) {
    if (all(j, Integer.class, Long.class)) {
      LongColumn column = LongColumn.create(columns[j]);
      rows.forEach(row -> append(column, row[j]));
      return column;
    }
    // a column of doubles takes NaN for a missing value, but here it is a result
    boolean nan = rows.stream().anyMatch(row -> row[j] instanceof Double d && d.isNaN());
    if (all(j, Integer.class, Long.class, Double.class) && !nan) {
      DoubleColumn column = DoubleColumn.create(columns[j]);
      rows.forEach(row -> append(column, row[j]));
      return column;
    }
    StringColumn column = StringColumn.create(columns[j]);
    rows.forEach(row -> column.append(text(row[j])));
    return column;
  }

  private static void append(LongColumn column, Object value) {
    if (value == null) {
      column.appendMissing();
    } else {
      column.append(((Number) value).longValue());
    }
  }

  private static void append(DoubleColumn column, Object value) {
    if (value == null) {
      column.appendMissing();
    } else {
      column.append(((Number) value).doubleValue());
    }
  }

  private boolean all(int j, Class<?>... types) {
    return rows.stream()
        .map(row -> row[j])
        .allMatch(value -> value == null || List.of(types).contains(value.getClass()));
  }

  private static String text(Object value) {
    if (value == null) {
      return ""; // what a string column takes as missing
    }
    return value instanceof Double number ? Numbers.text(number) : value.toString();
  }
}
