package nndl.linalg;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Arrays that one training step leaves to the next.
 *
 * <p>A new array is filled with zeros and pushes others out of the cache: 100 000 numbers take as
 * long as a third of the product that is then written over them.
 */
final class Spare {
  /** 64 megabytes; what is more goes to the garbage collector. */
  static final int MOST_NUMBERS = 1 << 23;

  // all of them go when memory is short
  private SoftReference<ArrayDeque<double[]>> kept = new SoftReference<>(null);

  /** An array of that length, with any numbers in it. */
  synchronized double[] take(int length) {
    ArrayDeque<double[]> arrays = kept.get();
    if (arrays != null) {
      for (Iterator<double[]> each = arrays.iterator(); each.hasNext(); ) {
        double[] array = each.next();
        if (array.length == length) {
          each.remove();
          return array;
        }
      }
    }
    return new double[length];
  }

  /** Leaves an array, which nobody may use any longer. */
  synchronized void leave(double[] array) {
    ArrayDeque<double[]> arrays = kept.get();
    if (arrays == null) {
      arrays = new ArrayDeque<>();
      kept = new SoftReference<>(arrays);
    }
    arrays.addFirst(array); // the last one left is the likeliest to be in the cache still
    long numbers = 0;
    for (Iterator<double[]> each = arrays.iterator(); each.hasNext(); ) {
      numbers += each.next().length;
      if (numbers > MOST_NUMBERS) {
        each.remove();
      }
    }
  }
}
