package nndl.check;

import java.util.concurrent.CancellationException;

/** How long loops end when the reader interrupts the cell. */
public final class Cancellation {
  private Cancellation() {}

  /**
   * Ends the loop when its thread was interrupted.
   *
   * @throws CancellationException that says how far the loop came
   */
  public static void poll(String what, long done, long total) {
    if (Thread.interrupted()) {
      throw new CancellationException(what + " stopped after " + done + " of " + total);
    }
  }
}
