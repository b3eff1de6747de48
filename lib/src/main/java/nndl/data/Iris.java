package nndl.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.io.csv.CsvReader;

/**
 * Fisher's irises: four lengths in cm of 150 flowers of three species, 50 of each (Fisher, "The use
 * of multiple measurements in taxonomic problems", 1936). Source and licence are in {@code
 * iris-source.txt} beside the file.
 */
public final class Iris {
  /** The species in the order of the targets' columns. */
  public static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

  private Iris() {}

  /** Columns sepal length, sepal width, petal length, petal width (cm) and species; 150 rows. */
  public static Table table() {
    ColumnType[] types = {
      ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.STRING
    };
    try (InputStream in = Iris.class.getResourceAsStream("iris.csv")) {
      InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      return new CsvReader()
          .read(CsvReadOptions.builder(text).tableName("Iris").columnTypes(types).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Inputs 150×4 in cm, one-hot targets 150×3, species after species. */
  public static Dataset dataset() {
    Table table = table();
    StringColumn species = table.stringColumn("species");
    SimpleMatrix X = new SimpleMatrix(table.rowCount(), 4);
    int[] labels = new int[table.rowCount()];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < 4; j++) {
        X.set(i, j, table.doubleColumn(j).getDouble(i));
      }
      labels[i] = SPECIES.indexOf(species.get(i));
    }
    return Dataset.oneHot(X, labels, SPECIES.size());
  }
}
