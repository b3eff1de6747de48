package io.github.spencerpark.jupyter.kernel.display;

import java.util.LinkedHashMap;
import java.util.Map;

/** Stands for the kernel's class of this name: what one output holds, by media type. */
public final class DisplayData {
  private final Map<String, Object> data = new LinkedHashMap<>();

  public void putData(String type, Object value) {
    data.put(type, value);
  }

  public Map<String, Object> data() {
    return data;
  }
}
