package nndl.nn;

import java.util.function.DoubleUnaryOperator;
import nndl.check.Require;

/** An activation made of two functions, with a name that stays the same from run to run. */
record Custom(String name, DoubleUnaryOperator f, DoubleUnaryOperator fPrime)
    implements Activation {
  Custom {
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
