import java.awt.image.BufferedImage;
import jdk.jshell.JShell;

/**
 * A first cell for nobody, once the kernel has answered and while the reader's has not come.
 *
 * <p>JShell's compiler and the painting of text are Java itself and begin interpreted: the first
 * cell waits for the one, and the first picture for the other.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Compiles and runs two lines in a JShell of their own, and paints a letter. */
  static void run() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.eval("1 + 1");
      shell.eval("import java.util.stream.*;");
    }
    new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics().drawString("a", 0, 9);
  }
}
