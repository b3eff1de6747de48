package nndl.notebook;

import nndl.check.Require;

/**
 * Ready HTML with its plain-text equivalent for readers and programs that show none.
 *
 * @param html trusted as it is; text from outside must be {@linkplain #escape escaped} first
 */
public record Html(String html, String text) {
  /** Both forms must be given. */
  public Html {
    Require.notNull("html", html);
    Require.notNull("text", text);
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
