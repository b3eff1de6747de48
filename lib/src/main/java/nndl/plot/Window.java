package nndl.plot;

import nndl.text.Numbers;
import nndl.validation.Require;

/** A rectangle of the plane, in data units: xMin &lt; xMax and yMin &lt; yMax, all finite. */
public record Window(double xMin, double xMax, double yMin, double yMax) {
  /** Checks that the four sides are finite and in order. */
  public Window {
    Require.finite("xMin", xMin);
    Require.finite("yMin", yMin);
    above("xMax", xMax, "xMin", xMin);
    above("yMax", yMax, "yMin", yMin);
  }

  /** The square [min, max] × [min, max]. */
  public static Window square(double min, double max) {
    return new Window(min, max, min, max);
  }

  static void above(String name, double value, String lowName, double low) {
    Require.finite(name, value);
    if (!(value > low)) {
      throw Require.invalid(
          name, "above " + lowName + " = " + Numbers.text(low), Numbers.text(value));
    }
  }
}
