import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what a Chinese keyboard writes for Java's punctuation, in code that did not compile.
 *
 * <p>The compiler calls it "illegal character: '\uff1b'", or misses the end of a string.
 */
final class WideCharacters {
  private static final int MOST = 5;
  private static final Map<Character, String> INSTEAD =
      Map.ofEntries(
          Map.entry('\u3000', " "),
          Map.entry('\u00a0', " "),
          Map.entry('\u200b', ""),
          Map.entry('\ufeff', ""),
          Map.entry('、', ","),
          Map.entry('。', "."),
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('‘', "'"),
          Map.entry('’', "'"),
          Map.entry('【', "["),
          Map.entry('】', "]"),
          Map.entry('《', "<"),
          Map.entry('》', ">"),
          Map.entry('…', "..."),
          Map.entry('–', "-"),
          Map.entry('—', "-"),
          Map.entry('−', "-"),
          Map.entry('×', "*"),
          Map.entry('÷', "/"),
          Map.entry('≤', "<="),
          Map.entry('≥', ">="),
          Map.entry('≠', "!="));

  private final String code;
  private final List<String> found = new ArrayList<>();
  private int at;
  private int line = 1;

  private WideCharacters(String code) {
    this.code = code;
  }

  /** A sentence for each such character outside of strings and comments, the first five. */
  static List<String> in(String code) {
    WideCharacters search = new WideCharacters(code);
    if (!code.startsWith("%%")) { // what follows is not Java
      search.all();
    }
    List<String> found = search.found;
    return found.size() <= MOST ? found : found.subList(0, MOST);
  }

  private void all() {
    while (at < code.length()) {
      char c = code.charAt(at);
      if (c == '%' && code.substring(code.lastIndexOf('\n', at) + 1, at).isBlank()) {
        skipTo("\n", 0); // a magic
      } else if (code.startsWith("//", at)) {
        skipTo("\n", 2);
      } else if (code.startsWith("/*", at)) {
        skipTo("*/", 2);
      } else if (code.startsWith("\"\"\"", at)) {
        skipTo("\"\"\"", 3);
      } else if (c == '"' || c == '\'') {
        literal(c == '"' ? "\"“”＂" : "'‘’＇");
      } else if ("“”＂".indexOf(c) >= 0) {
        note(c);
        literal("\"“”＂");
      } else if ("‘’＇".indexOf(c) >= 0) {
        note(c);
        literal("'‘’＇");
      } else {
        note(c);
        next();
      }
    }
  }

  private void next() {
    if (code.charAt(at++) == '\n') {
      line++;
    }
  }

  private void skipTo(String end, int from) {
    int stop = code.indexOf(end, at + from);
    int target = stop < 0 ? code.length() : stop + end.length();
    while (at < target) {
      next();
    }
  }

  /**
   * Passes over a string or a character that begins here. One that does not end in its line is told
   * of the wide quote that was meant to end it.
   */
  private void literal(String quotes) {
    char open = code.charAt(at);
    boolean plain = open == quotes.charAt(0);
    int wide = -1;
    next();
    while (at < code.length() && code.charAt(at) != '\n') {
      char c = code.charAt(at);
      if (c == quotes.charAt(0)) {
        next();
        return;
      }
      if (quotes.indexOf(c) > 0) {
        if (!plain) {
          note(c);
          next();
          return;
        }
        wide = at;
      }
      next();
      if (c == '\\' && at < code.length() && code.charAt(at) != '\n') {
        next();
      }
    }
    if (wide >= 0) {
      note(code.charAt(wide));
    }
  }

  private void note(char c) {
    String instead =
        '\uff01' <= c && c <= '\uff5e'
            ? String.valueOf((char) (c - '\uff01' + '!'))
            : INSTEAD.get(c);
    if (instead != null) {
      String name = Character.getName(c).toLowerCase(Locale.ROOT).replace("fullwidth", "full-width");
      String shown = instead.isBlank() ? name : c + " is a " + name;
      String advice =
          instead.isEmpty() ? "delete it" : "write " + (instead.equals(" ") ? "a space" : instead);
      found.add(String.format("Line %d: %s (U+%04X); %s", line, shown, (int) c, advice));
    }
  }
}
