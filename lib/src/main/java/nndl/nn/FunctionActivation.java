package nndl.nn;

import java.util.function.DoubleUnaryOperator;
import nndl.validation.Require;

/** An activation made of two functions; unlike a lambda's, its name is the same in every run. */
record FunctionActivation(String name, DoubleUnaryOperator f, DoubleUnaryOperator fPrime)
    implements Activation {
  FunctionActivation {
    Require.notNull("name", name);
    Require.notNull("value", f);
    Require.notNull("derivative", fPrime);
  }

  @Override
  public double value(double z) {
    return f.applyAsDouble(z);
  }

  @Override
  public double derivative(double z) {
    return fPrime.applyAsDouble(z);
  }

  @Override
  public String toString() {
    return name;
  }
}
