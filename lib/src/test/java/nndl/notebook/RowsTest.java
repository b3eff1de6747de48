package nndl.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class RowsTest {
  @Test
  void columnsTakeTheTypeOfTheirValues() {
    Table table =
        Rows.of("t", "method", "rate", "steps", "mixed")
            .add("GD", 0.952, 134, 1)
            .add("Adam", 2, 7_000_000_000L, "never")
            .add(null, null, null, null)
            .table();
    assertThat(table.types())
        .containsExactly(ColumnType.STRING, ColumnType.DOUBLE, ColumnType.LONG, ColumnType.STRING);
    assertThat(table.name()).isEqualTo("t");
  }

  @Test
  void numbersAreShortAndMissingValuesADash() {
    String text =
        HtmlTable.of(
                Rows.of("rates", "rate", "n")
                    .add(0.1 + 0.2, 12)
                    .add(2.6123456e-7, null)
                    .add(null, 3)
                    .add(Double.POSITIVE_INFINITY, 4)
                    .table())
            .text();
    assertThat(text.lines())
        .containsExactly(
            "rates",
            "      rate   n",
            "       0.3  12",
            "2.61235e-7   –",
            "         –   3",
            "         ∞   4");
  }

  @Test
  void notANumberIsAResultAndNotMissing() {
    Rows rows = Rows.of("f", "f").add(1.5).add(Double.NaN).add((Object) null);
    assertThat(HtmlTable.of(rows.table()).text().lines()).contains("NaN", "  –");
  }

  @Test
  void aRowOfTheWrongLengthIsRefused() {
    assertThatThrownBy(() -> Rows.of("t", "a", "b").add(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row must be 2 long, was 1");
    assertThatThrownBy(() -> Rows.of("t")).hasMessageContaining("number of columns");
  }
}
