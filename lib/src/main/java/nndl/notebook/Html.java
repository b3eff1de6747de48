package nndl.notebook;

import java.util.Map;
import nndl.validation.Require;

/**
 * Ready HTML with its plain-text equivalent for readers and programs that show none.
 *
 * @param html trusted as it is; text from outside must be {@linkplain #escape escaped} first
 * @param data the same content in other forms, by MIME type: maps, lists, texts and numbers
 */
public record Html(String html, String text, Map<String, Object> data) {
  /** All three must be given. */
  public Html {
    Require.notNull("html", html);
    Require.notNull("text", text);
    data = Map.copyOf(Require.notNull("data", data));
  }

  /** HTML and text, and no other form. */
  public Html(String html, String text) {
    this(html, text, Map.of());
  }

  /** The text with the characters that mean something in HTML replaced. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
