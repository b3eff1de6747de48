package nndl.train;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import nndl.linalg.Linalg;
import nndl.nn.Layer;
import nndl.nn.Parameters;
import nndl.optim.Optimizer;
import org.ejml.simple.SimpleMatrix;

/** The parameter arrays of a model, each with its own state of one rule. */
final class Update {
  private final Layer model;
  private final List<double[]> arrays;
  private final List<Optimizer.State> states;

  Update(Layer model, Optimizer optimizer) {
    this.model = model;
    arrays =
        model.parameters().stream()
            .map(p -> Linalg.requireDoubles("parameter", p).getDDRM().data)
            .collect(Collectors.toList());
    states = arrays.stream().map(p -> optimizer.init(p.length)).collect(Collectors.toList());
  }

  void lookAhead() {
    for (int i = 0; i < arrays.size(); i++) {
      states.get(i).lookAhead(arrays.get(i));
    }
  }

  void step(List<SimpleMatrix> gradients) {
    Parameters.requireShapes("gradients", gradients, model);
    for (int i = 0; i < arrays.size(); i++) {
      states.get(i).step(arrays.get(i), gradients.get(i).getDDRM().data);
    }
  }

  boolean finite() {
    return arrays.stream().flatMapToDouble(DoubleStream::of).allMatch(Double::isFinite);
  }
}
