package nndl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;

/** A file of figures computed by PyTorch and mpmath; see src/test/python/reference.py. */
public record Reference(Map<String, double[]> rows) {
  /** The file of that name, without its ending. */
  public static Reference read(String name) {
    try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Reference(
          text.lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t"))
              .collect(Collectors.toMap(cells -> cells[0], cells -> numbers(cells[1]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers of that key. */
  public double[] row(String key) {
    return rows.get(Require.oneOf("key", key, rows.keySet()));
  }

  /** The numbers of that key as a matrix, row after row. */
  public SimpleMatrix matrix(String key, int columns) {
    double[] row = row(key);
    return new SimpleMatrix(row.length / columns, columns, true, row);
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
