package nndl.nn;

import java.util.List;
import nndl.validation.Require;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A network as a table of its layers, output shapes and parameter counts. */
public final class Summary {
  private Summary() {}

  /**
   * A row for each layer and one for all: the layer, the shape of its output for n samples of
   * {@code in} numbers, the number of its parameters.
   */
  public static Table of(Sequential model, int in) {
    Require.notNull("model", model);
    StringColumn layers = StringColumn.create("layer");
    StringColumn outputs = StringColumn.create("output");
    IntColumn parameters = IntColumn.create("parameters");
    List<SimpleMatrix> shapes = model.outputs(new SimpleMatrix(1, Require.positive("in", in)));
    for (int l = 0; l < shapes.size(); l++) {
      layers.append(model.layers().get(l).toString());
      outputs.append("n×" + shapes.get(l).getNumCols());
      parameters.append(Parameters.count(model.layers().get(l)));
    }
    layers.append("all");
    outputs.append("n×" + shapes.get(shapes.size() - 1).getNumCols());
    parameters.append(Parameters.count(model));
    return Table.create("Network", layers, outputs, parameters);
  }
}
