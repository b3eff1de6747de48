package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stands for the kernel's class of this name: keeps what it was told to display. */
public final class Display {
  /** Every output in order, an update as one more; a test clears it before it looks. */
  public static final List<Map<String, Object>> SHOWN = new ArrayList<>();

  private Display() {}

  public static String display(Object thing) {
    if (!((DisplayDataRenderable) thing).getSupportedRenderTypes().contains("*/*")) {
      throw new IllegalArgumentException("renders as nothing that was asked for");
    }
    DisplayData data = new DisplayData();
    ((DisplayDataRenderable) thing).render(new RenderContext(data));
    SHOWN.add(data.data());
    return "id-1";
  }

  public static void updateDisplay(String id, Object thing) {
    if (!id.equals("id-1")) {
      throw new IllegalArgumentException("no display has the id " + id);
    }
    display(thing);
  }
}
