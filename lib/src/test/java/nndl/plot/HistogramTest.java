package nndl.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void everyValueIsCountedOnce() {
    Histogram h = new Histogram(0, 1, 4);
    h.addAll(new double[] {0, 0.25, 0.3, 0.99, 1, -0.1, 1.1, 7, Double.NaN, 1 / 0.0});
    assertThat(new long[] {h.count(0), h.count(1), h.count(2), h.count(3)})
        .containsExactly(1, 2, 0, 2);
    assertThat(h.below()).isEqualTo(1);
    assertThat(h.above()).isEqualTo(2);
    assertThat(h.notFinite()).isEqualTo(2);
    assertThat(h.total()).isEqualTo(8);
    assertThat(h.share(1)).isEqualTo(0.25);
    assertThat(h.edge(1)).isEqualTo(0.25);
    assertThat(h.edge(4)).isEqualTo(1);
  }

  @Test
  void momentsSurviveALargeMean() {
    Histogram h = new Histogram(0, 1, 1);
    h.addAll(new double[] {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16});
    assertThat(h.mean()).isEqualTo(1e9 + 10);
    assertThat(h.sd()).isCloseTo(Math.sqrt(30), within(1e-6));
    assertThat(new Histogram(0, 1, 1).add(3).sd()).isNaN();
  }

  @Test
  void panelsSayWhenTheirAxesDiffer() {
    Histograms own = Histograms.of("h", 2).panel("a", values(1)).panel("b", values(2));
    Histograms same = Histograms.of("h", 2).panel("a", values(1)).panel("b", values(2));
    same.sharedX().sharedY();
    assertThat(own.height()).isGreaterThan(same.height());
    assertThat(own.alt())
        .contains("a: 2 values, mean ± standard deviation 0.5 ± 0.71")
        .contains("b: 2 values, mean ± standard deviation 1 ± 1.4");
    assertThat(own.png().length).isBetween(3_000, 80_000);
    assertThat(Histograms.of("none", 3).alt()).endsWith("nothing to show.");
    assertThat(Histograms.of("none", 3).png()).isNotEmpty();
  }

  private static Histogram values(double high) {
    return new Histogram(0, high, 5).add(0).add(high);
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> new Histogram(1, 1, 5)).hasMessageContaining("high must be above");
    assertThatThrownBy(() -> new Histogram(0, 1, 0))
        .hasMessage("bins must be in [1, 10000], was 0");
    assertThatThrownBy(() -> Histograms.of("h", 0)).hasMessageContaining("columns must be in");
  }
}
