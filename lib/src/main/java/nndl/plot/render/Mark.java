package nndl.plot.render;

import java.util.Optional;

/** One thing drawn inside a pair of axes. */
public interface Mark {
  /** The order of painting: areas, then rules, then data. */
  enum Layer {
    AREA,
    RULE,
    DATA
  }

  default Layer layer() {
    return Layer.DATA;
  }

  /** Widens the ranges by what is drawn; marks that only follow the axes do not. */
  void extend(Range x, Range y);

  void paint(Surface s, Style style);

  /** Paints a label over all marks. */
  default void paintLabel(Surface s) {}

  /** The mark in words, for the alternative text. */
  String describe();

  /** The series it belongs to, for colour, label and legend; empty when it is of no series. */
  default String series() {
    return "";
  }

  default Style.Key key() {
    return Style.Key.LINE;
  }

  /** The pixel at which a label can name the line, when there is such a place. */
  default Optional<double[]> end(Surface s) {
    return Optional.empty();
  }

  /** The mark, told which axes are logarithmic. */
  default Mark onAxes(boolean logX, boolean logY) {
    return this;
  }

  /** Whether a margin of the same numbers on all sides would be wrong, as for a map. */
  default boolean fillsWindow() {
    return false;
  }
}
