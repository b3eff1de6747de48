package org.dflib.jjava.jupyter.kernel;

import java.util.Objects;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/** Stands for the kernel's class of this name. */
public final class BaseKernel {
  /** The kernel that runs; a test that sets it takes it away again. */
  public static BaseKernel running;

  private final Renderer renderer = new Renderer();

  public static BaseKernel notebookKernel() {
    return Objects.requireNonNull(running, "no kernel runs");
  }

  public Renderer getRenderer() {
    return renderer;
  }
}
