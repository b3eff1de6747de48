package io.github.spencerpark.jupyter.kernel.display;

/** Stands for the kernel's interface of this name. */
public interface RenderFunction<T> {
  void render(T value, RenderContext context);
}
