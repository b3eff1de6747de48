package nndl.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The settings {@code name=value} of a task, and the numbers that lie in its folder. */
record Settings(Map<String, String> values) {
  /** Of the words {@code name=value} behind the request and the key. */
  static Settings of(String[] words) {
    Map<String, String> values = new HashMap<>();
    for (int i = 2; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      if (pair.length != 2) {
        throw new IllegalArgumentException("not name=value: " + words[i]);
      }
      values.put(pair[0], pair[1]);
    }
    return new Settings(values);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the setting " + name + " is missing");
    }
    return value;
  }

  int whole(String name) {
    return Integer.parseInt(text(name));
  }

  double number(String name) {
    return Double.parseDouble(text(name));
  }

  int[] wholes(String name) {
    return Arrays.stream(text(name).split(",")).mapToInt(Integer::parseInt).toArray();
  }

  /** The numbers of a file in the task's folder, 8 bytes each, little-endian. */
  double[] numbers(String file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(text("folder"), file)));
      double[] numbers = new double[bytes.capacity() / Double.BYTES];
      bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes numbers as {@link #numbers} reads them. */
  static void write(Path file, double[] numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(numbers);
    Files.write(file, bytes.array());
  }
}
