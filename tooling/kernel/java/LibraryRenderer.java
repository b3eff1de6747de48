import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/**
 * Shows the result of a cell as the library's show does, when the library knows its kind.
 *
 * <p>The library registers itself when its class Notebook is initialised, which a notebook that only
 * plots does not do.
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
      Optional<?> html = (Optional<?>) notebook.getMethod("html", Object.class).invoke(null, value);
      if (html.isPresent()) {
        DisplayData output = context.getOutputContainer();
        output.putHTML((String) form(html.get(), "html"));
        output.putText((String) form(html.get(), "text"));
        ((Map<?, ?>) form(html.get(), "data")).forEach((type, data) -> output.putData((String) type, data));
      }
    } catch (ClassNotFoundException noLibrary) {
      // its text, as without us
    } catch (ReflectiveOperationException problem) {
      throw new IllegalStateException("the result could not be shown", problem.getCause());
    }
  }

  private static Object form(Object html, String name) throws ReflectiveOperationException {
    Method method = html.getClass().getMethod(name);
    return method.invoke(html);
  }
}
