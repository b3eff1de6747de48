package nndl.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1.5, −1.5",
    "0.1, 0.1",
    "0.9047619047, 0.904762",
    "1331.6, 1331.6",
    "123456.7, 123457",
    "1e-4, 0.0001",
    "0.99999999e-4, 0.0001",
    "1e-5, 1e-5",
    "2.6e-5, 2.6e-5",
    "-2.6e-5, −2.6e-5",
    "9999999, 9999999",
    "9999999.5, 1e7",
    "1234567, 1234567",
    "1e7, 1e7",
    "12345678, 1.23457e7",
    "1e300, 1e300",
    "4.9e-324, 4.94066e-324",
    "NaN, NaN",
    "Infinity, ∞",
    "-Infinity, −∞"
  })
  void sixDigitsOrAWholeNumber(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "9.999999e6, 6, 1e7",
    "9.999999e6, 7, 9999999",
    "0.095, 1, 0.1", // the double next to 0.095 lies above it
    "0.125, 2, 0.12", // halves go to the even digit
    "0.1, 17, 0.10000000000000001",
    "1e22, 17, 1e22"
  })
  void asManyDigitsAsAskedFor(double value, int digits, String text) {
    assertThat(Numbers.text(value, digits)).isEqualTo(text);
  }

  @Test
  void manyNumbersStandInBrackets() {
    assertThat(Numbers.text(new double[] {1, -0.5, 1e-9})).isEqualTo("(1, −0.5, 1e-9)");
    assertThat(Numbers.text(new double[0])).isEqualTo("()");
  }

  @Property
  void seventeenDigitsAreAllOfThem(@ForAll double value) {
    String text = Numbers.text(value, 17).replace('−', '-');
    assertThat(Double.parseDouble(text)).isEqualTo(value == 0 ? 0 : value);
  }

  @Property
  void sixDigitsAreNear(@ForAll double value) {
    double read = Double.parseDouble(Numbers.text(value).replace('−', '-'));
    assertThat(Math.abs(read - value)).isLessThanOrEqualTo(5.0001e-6 * Math.abs(value));
  }
}
