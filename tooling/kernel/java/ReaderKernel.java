
/** One JJava kernel, as its own main class starts it, with loops that look more often. */
public final class ReaderKernel {
  private ReaderKernel() {}

  /** The path of the connection file. */
  public static void main(String[] arguments) {
    HastenedLoop.hastenSoon();
    try {
      KernelServer.serve(arguments[0]);
    } catch (Throwable problem) {
      // Its loops would keep the process, and Jupyter would wait a minute for an answer. One that
      // has ended it starts again, with other ports: mostly it was one that someone had taken.
      problem.printStackTrace();
      System.exit(1);
    }
  }
}
