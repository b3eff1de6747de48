package nndl.progress;

import java.util.concurrent.CancellationException;

/** Ends long loops when the cell is interrupted. */
public final class Cancellation {
  private Cancellation() {}

  /**
   * Ends the loop when its thread was interrupted. How far it came is printed too, because a kernel
   * replaces this exception by a message of its own.
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
