package io.github.spencerpark.jupyter.kernel.display;

import java.util.LinkedHashMap;
import java.util.Map;

/** Stands for the kernel's class of this name: renders a result by its class or what it extends. */
public final class Renderer {
  private final Map<Class<?>, RenderFunction<Object>> functions = new LinkedHashMap<>();

  /** What is registered for a type. */
  public final class RenderRegistration<T> {
    private final Class<T> type;

    private RenderRegistration(Class<T> type) {
      this.type = type;
    }

    @SuppressWarnings("unchecked")
    public void register(RenderFunction<T> function) {
      functions.put(type, (RenderFunction<Object>) function);
    }
  }

  public <T> RenderRegistration<T> createRegistration(Class<T> type) {
    return new RenderRegistration<>(type);
  }

  public Map<String, Object> render(Object value) {
    DisplayData data = new DisplayData();
    functions.forEach(
        (type, function) -> {
          if (type.isInstance(value)) {
            function.render(value, new RenderContext(data));
          }
        });
    return data.data();
  }
}
