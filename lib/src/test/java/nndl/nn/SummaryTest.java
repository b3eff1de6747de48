package nndl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import nndl.Samples;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SummaryTest {
  @Test
  void tellsLayersShapesAndParameters() {
    Sequential model = Samples.residualNetwork(PRelu.perUnit(4, 0.25), 1, 3, 4, 2);
    Table table = Summary.of(model, 3);
    assertThat(table.columnNames()).containsExactly("layer", "output", "parameters");
    assertThat(table.stringColumn("layer").asList())
        .containsExactly(
            "Dense 3→4",
            "PReLU of 4 units",
            "x + (Dense 4→4, tanh, Dense 4→4)",
            "Dense 4→2",
            "all");
    assertThat(table.stringColumn("output").asList())
        .containsExactly("n×4", "n×4", "n×4", "n×2", "n×2");
    assertThat(table.intColumn("parameters").asList()).containsExactly(16, 4, 40, 10, 70);
    assertThat(PRelu.shared(0.25)).hasToString("PReLU");
  }
}
