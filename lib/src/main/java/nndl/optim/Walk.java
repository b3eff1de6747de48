package nndl.optim;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The loop of a {@link Minimizer}. */
interface Walk {
  /** Up to here each dimension has a loop of its own; larger ones share one, so copies stay few. */
  int MOST_KNOWN = 8;

  /** Copies of {@link Steps}: by the class of the rule's state, of the function, the dimension. */
  ClassValue<ClassValue<Map<Integer, Walk>>> COPIES =
      perClass(() -> perClass(ConcurrentHashMap::new));

  /**
   * The trajectory of a rule on f from the start, which is not changed.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  Trajectory from(double[] start, Minimizer how, Optimizer.State rule, Objective f);

  /**
   * The loop for rules and functions of these classes.
   *
   * <p>HotSpot learns at each call which classes it meets there. In one loop for all rules and
   * functions it meets many, and a step in two dimensions, which is a few additions, waits for
   * calls and for numbers to go through memory from one to the next. So there is a copy of the loop
   * for each: rule and function are compiled into it, and a point of two numbers stays in
   * registers. A copy goes when the class of its rule or function goes.
   */
  static Walk of(Class<?> rule, Class<?> function, int dimension) {
    int known = dimension <= MOST_KNOWN ? dimension : 0;
    return COPIES.get(rule).get(function).computeIfAbsent(known, Walk::copy);
  }

  private static Walk copy(int dimension) {
    try (InputStream code = Steps.class.getResourceAsStream("Steps.class")) {
      Class<?> copy =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(code.readAllBytes(), dimension, true)
              .lookupClass();
      return (Walk) copy.getDeclaredConstructor().newInstance();
    } catch (IOException | ReflectiveOperationException problem) {
      throw new IllegalStateException("the loop of Minimizer cannot be copied", problem);
    }
  }

  private static <T> ClassValue<T> perClass(Supplier<T> value) {
    return new ClassValue<>() {
      @Override
      protected T computeValue(Class<?> type) {
        return value.get();
      }
    };
  }
}
