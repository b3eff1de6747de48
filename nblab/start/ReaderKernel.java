import org.dflib.jjava.distro.JJava;

/** One JJava kernel, as its own main class starts it, with loops that look more often. */
public final class ReaderKernel {
  private ReaderKernel() {}

  /** The path of the connection file. */
  public static void main(String[] arguments) throws Exception {
    HastenedLoop.soon();
    JJava.main(arguments);
  }
}
