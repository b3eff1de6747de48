package nndl.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import nndl.Samples;
import nndl.loss.SquaredError;
import nndl.nn.Parameters;
import nndl.nn.Sequential;
import nndl.nn.Tanh;
import nndl.optim.Adam;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network trains to the same bits with any number of processors, on every machine. */
class SameBitsTest {
  /** Of the parameters after training, on a processor with AVX-512. */
  private static final int HASH = 856091591;

  /** Trains a network whose products and activations are large. */
  static int trained() {
    Sequential net = Samples.network(new Tanh(), 1, 100, 130, 130, 10);
    SimpleMatrix X = Samples.normal(800, 100, 2);
    SimpleMatrix Y = Samples.normal(800, 10, 3);
    new Trainer(new SquaredError(), new Adam(0.01), 2).fit(net, X, Y);
    return Arrays.hashCode(Parameters.get(net));
  }

  /** Prints what training came to in this JVM. */
  public static void main(String[] arguments) {
    System.out.println(trained());
  }

  @Test
  void asOnTheMachineOnWhichItWasWritten() {
    assertThat(trained()).isEqualTo(HASH);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void withAnyNumberOfProcessors(int processors) throws IOException, InterruptedException {
    // Surefire names the class path here when it hides it in a jar's manifest
    String tests = System.getProperty("surefire.test.class.path");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + processors,
                "-cp",
                tests == null ? System.getProperty("java.class.path") : tests,
                SameBitsTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(java.getInputStream().readAllBytes()).strip();
    assertThat(java.waitFor()).isZero();
    assertThat(told).isEqualTo("" + HASH);
  }
}
