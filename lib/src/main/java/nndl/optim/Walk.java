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

  /** What a copy is for: the dimension, 0 for any; and whether all points are kept. */
  record Shape(int dimension, boolean whole) {}

  /** Copies of {@link Steps}: by the class of the rule, of the function, and the shape. */
  ClassValue<ClassValue<Map<Shape, Walk>>> COPIES =
      perClass(() -> perClass(ConcurrentHashMap::new));

  /**
   * The trajectory of the minimiser's rule on f from the start, which is not changed.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  Trajectory from(double[] start, Minimizer how, Objective f);

  /**
   * The loop for rules and functions of these classes, and runs of that shape.
   *
   * <p>HotSpot learns at each call which classes it meets there. In one loop for all rules and
   * functions it meets many, and a step in two dimensions, which is a few additions, waits for
   * calls and for numbers to go through memory from one to the next. So there is a copy of the loop
   * for each: rule and function are compiled into it, and numbers that a step has just written need
   * not be read again. A copy goes when the class of its rule or function goes.
   */
  static Walk of(Minimizer how, Objective f, int dimension) {
    Shape shape = new Shape(dimension <= MOST_KNOWN ? dimension : 0, how.every() == 1);
    var copies = COPIES.get(how.optimizer().getClass()).get(f.getClass());
    return copies.computeIfAbsent(shape, Walk::copy);
  }

  private static Walk copy(Shape shape) {
    try (InputStream code = Steps.class.getResourceAsStream("Steps.class")) {
      Class<?> copy =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(code.readAllBytes(), shape, true)
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
