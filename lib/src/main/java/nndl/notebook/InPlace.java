package nndl.notebook;

import nndl.progress.Progress;

/** A progress line that is updated in place, and taken away when the loop is done. */
final class InPlace implements Progress {
  private static final long APPEARS_AFTER = 1_000_000_000L;
  private static final long BETWEEN_UPDATES = 200_000_000L;

  private final String what;
  private final Kernel kernel;
  private long last = System.nanoTime() + APPEARS_AFTER - BETWEEN_UPDATES;
  private String id;

  InPlace(String what, Kernel kernel) {
    this.what = what;
    this.kernel = kernel;
  }

  @Override
  public void at(long done, long total) {
    long now = System.nanoTime();
    if (done >= total) {
      if (id != null) {
        kernel.update(id, new Html("<span></span>", " "));
        id = null;
      }
    } else if (now - last >= BETWEEN_UPDATES) {
      last = now;
      String text = what + ": " + done + " of " + total;
      Html line = new Html("<em>" + Html.escape(text) + "</em>", text);
      if (id == null) {
        id = kernel.display(line);
      } else {
        kernel.update(id, line);
      }
    }
  }
}
