package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.display.Renderer;

/** Stands for the kernel's class of this name. */
public final class IJava {
  /** The kernel that runs; a test that sets it takes it away again. */
  public static IJava running;

  private final Renderer renderer = new Renderer();

  public static IJava getKernelInstance() {
    return running;
  }

  public Renderer getRenderer() {
    return renderer;
  }
}
