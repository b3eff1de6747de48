package org.dflib.jjava.jupyter.kernel.display;

import java.util.Set;

/** Stands for the kernel's interface of this name. */
public interface DisplayDataRenderable {
  Set<String> ANY = Set.of("*/*");

  default Set<String> getSupportedRenderTypes() {
    return ANY;
  }

  void render(RenderContext context);
}
