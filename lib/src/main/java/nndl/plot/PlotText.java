package nndl.plot;

import java.util.List;
import nndl.plot.render.Mark;

/** Composes the alternative text of a plot out of what it draws. */
final class PlotText {
  private PlotText() {}

  static String alt(
      String title, String x, String y, boolean logX, boolean logY, List<Mark> marks) {
    StringBuilder text = new StringBuilder(title.isEmpty() ? "Plot" : title);
    text.append(". ").append(y).append(logY ? " (logarithmic)" : "");
    text.append(" against ").append(x).append(logX ? " (logarithmic)" : "").append(": ");
    if (marks.isEmpty()) {
      return text.append("nothing to show.").toString();
    }
    for (int i = 0; i < marks.size(); i++) {
      text.append(i == 0 ? "" : "; ").append(marks.get(i).describe());
    }
    return text.append('.').toString();
  }
}
