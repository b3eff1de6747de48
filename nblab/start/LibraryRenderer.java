import java.lang.reflect.Method;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/**
 * Shows the result of a cell as the library's show does, when the library knows its kind.
 *
 * <p>The library registers itself when its class Notebook is initialised: for one kernel of a host,
 * and for none when a notebook only plots.
 */
final class LibraryRenderer {
  private LibraryRenderer() {}

  static void register(Renderer renderer) {
    renderer.createRegistration(Object.class).register(LibraryRenderer::render);
  }

  private static void render(Object value, RenderContext context) {
    ClassLoader loader = value.getClass().getClassLoader();
    if (loader == null) {
      return; // Java's own
    }
    try {
      Class<?> notebook = Class.forName("nndl.notebook.Notebook", true, loader);
      Object html = notebook.getMethod("rendered", Object.class).invoke(null, value);
      String markup = text(html, "html");
      if (!markup.isEmpty()) {
        context.getOutputContainer().putHTML(markup);
        context.getOutputContainer().putText(text(html, "text"));
      }
    } catch (ClassNotFoundException noLibrary) {
      // its text, as without us
    } catch (ReflectiveOperationException problem) {
      throw new IllegalStateException("the result could not be shown", problem.getCause());
    }
  }

  private static String text(Object html, String form) throws ReflectiveOperationException {
    Method method = html.getClass().getMethod(form);
    return (String) method.invoke(html);
  }
}
