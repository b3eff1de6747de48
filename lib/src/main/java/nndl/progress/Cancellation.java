package nndl.progress;

import java.util.concurrent.CancellationException;

/** How long loops end when the reader interrupts the cell. */
public final class Cancellation {
  private Cancellation() {}

  /**
   * Ends the loop when its thread was interrupted, and prints how far it came: a notebook's kernel
   * shows its own word of the interruption in place of this exception.
   *
   * @throws CancellationException that says how far the loop came
   */
  public static void poll(String what, long done, long total) {
    if (Thread.interrupted()) {
      stop(what + " stopped after " + done + " of " + total);
    }
  }

  /** The same where the total is not known. */
  public static void poll(String what, long done) {
    if (Thread.interrupted()) {
      stop(what + " stopped after " + done);
    }
  }

  private static void stop(String message) {
    System.out.println(message);
    throw new CancellationException(message);
  }
}
