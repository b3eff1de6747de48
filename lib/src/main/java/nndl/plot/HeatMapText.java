package nndl.plot;

import java.util.List;
import nndl.text.Numbers;

/** Composes the alternative text of a heat map. */
final class HeatMapText {
  private HeatMapText() {}

  static String alt(
      String title,
      String x,
      String y,
      Field field,
      Double middle,
      HeatMap.Boundary boundary,
      List<HeatMap.Points> points) {
    Window w = field.window();
    StringBuilder text = new StringBuilder(title.isEmpty() ? "Heat map" : title);
    text.append(". Colour over ").append(x).append(" from ").append(say(w.xMin()));
    text.append(" to ").append(say(w.xMax())).append(" and ").append(y).append(" from ");
    text.append(say(w.yMin())).append(" to ").append(say(w.yMax())).append(": ");
    if (field.isEmpty()) {
      text.append("no value that can be shown");
    } else {
      text.append("values between ").append(say(field.min()));
      text.append(" and ").append(say(field.max()));
      text.append(middle == null ? "" : ", coloured by the difference from " + say(middle));
    }
    if (boundary != null) {
      text.append("; ").append(boundary.label()).append(" at the value ");
      text.append(say(boundary.level())).append(boundary.lines().isEmpty() ? ", not reached" : "");
    }
    for (HeatMap.Points p : points) {
      text.append("; ").append(p.xs().length).append(" points of ").append(p.name());
    }
    return text.append('.').toString();
  }

  private static String say(double value) {
    return Numbers.text(value, 3);
  }
}
