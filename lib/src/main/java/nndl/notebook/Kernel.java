package nndl.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The running Java kernel, found by the names of its classes: the library is compiled against none.
 *
 * <p>Both kernels let an object say how it is rendered, which is the only way to give HTML and a
 * short plain text at once: handed a string of HTML, they store it a second time as plain text.
 */
record Kernel(Method display, Method updateDisplay, Class<?> renderable, Names names) {
  /** The names by which a kernel's classes are known, and the method that gives the running one. */
  record Names(String statics, String renderable, String owner, String instance) {}

  static final Names JJAVA =
      new Names(
          "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics",
          "org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable",
          "org.dflib.jjava.jupyter.kernel.BaseKernel",
          "notebookKernel");
  static final Names IJAVA =
      new Names(
          "io.github.spencerpark.ijava.runtime.Display",
          "io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable",
          "io.github.spencerpark.ijava.IJava",
          "getKernelInstance");

  /** The kernel of this process, empty outside a notebook. */
  static Optional<Kernel> running() {
    return named(JJAVA).or(() -> named(IJAVA));
  }

  /** The kernel whose classes have these names, empty where they are not there. */
  static Optional<Kernel> named(Names names) {
    try {
      Class<?> statics = Class.forName(names.statics);
      return Optional.of(
          new Kernel(
              statics.getMethod("display", Object.class),
              statics.getMethod("updateDisplay", String.class, Object.class),
              Class.forName(names.renderable),
              names));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /** Shows the content as an output of the cell and returns the id by which it can be updated. */
  String display(Html content) {
    return (String) call(display, renderable(content));
  }

  /** Replaces what was shown under the id. */
  void update(String id, Html content) {
    call(updateDisplay, id, renderable(content));
  }

  /** Lets the kernel show a cell's result of one of the types as the form gives it. */
  void render(Function<Object, Html> form, Class<?>... types) {
    try {
      Object kernel = Class.forName(names.owner).getMethod(names.instance).invoke(null);
      if (kernel == null) {
        return;
      }
      Object renderer = kernel.getClass().getMethod("getRenderer").invoke(kernel);
      Class<?> function = Class.forName(renderable.getPackageName() + ".RenderFunction");
      Object render =
          Proxy.newProxyInstance(
              function.getClassLoader(),
              new Class<?>[] {function},
              (proxy, method, arguments) -> put(arguments[1], form.apply(arguments[0])));
      for (Class<?> type : types) {
        Method create = renderer.getClass().getMethod("createRegistration", Class.class);
        Object registration = create.invoke(renderer, type);
        registration.getClass().getMethod("register", function).invoke(registration, render);
      }
    } catch (ReflectiveOperationException none) {
      // of another version, or not running: results appear as text, and show works all the same
    }
  }

  private Object renderable(Html content) {
    return Proxy.newProxyInstance(
        renderable.getClassLoader(),
        new Class<?>[] {renderable},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "render" -> put(arguments[0], content);
              case "toString" -> content.text();
              case "hashCode" -> content.hashCode();
              case "equals" -> proxy == arguments[0];
              default -> renderable.getField("ANY").get(null); // the types it renders as: any
            });
  }

  private static Object put(Object renderContext, Html content)
      throws ReflectiveOperationException {
    Object data = renderContext.getClass().getMethod("getOutputContainer").invoke(renderContext);
    Method put = data.getClass().getMethod("putData", String.class, Object.class);
    put.invoke(data, "text/html", content.html());
    put.invoke(data, "text/plain", content.text());
    for (Map.Entry<String, Object> other : content.data().entrySet()) {
      put.invoke(data, other.getKey(), other.getValue());
    }
    return null;
  }

  private static Object call(Method method, Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the kernel could not show the output", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the kernel could not show the output", e);
    }
  }
}
