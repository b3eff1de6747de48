package io.github.spencerpark.jupyter.kernel.display;

/** Stands for the kernel's class of this name. */
public record RenderContext(DisplayData container) {
  public DisplayData getOutputContainer() {
    return container;
  }
}
