package nndl.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nndl.nn.Gelu;
import nndl.nn.Initializer;
import nndl.nn.Sequential;
import nndl.random.Seeds;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Compiled networks in a JVM where OpenBLAS or the Vector API is missing. */
class MissingPartsTest {
  /** Prints the backend, and how far outputs and gradients are from the plain network's. */
  public static void main(String[] arguments) {
    Initializer normal = Initializer.lecunNormal();
    Sequential plain =
        Sequential.mlp(new int[] {50, 90, 4}, new Gelu(), normal, Seeds.generator(1));
    Compiled compiled = Compiled.of(plain);
    SimpleMatrix X = Initializer.normal(1).create(300, 50, Seeds.generator(2));
    SimpleMatrix dY = Initializer.normal(1).create(300, 4, Seeds.generator(3));
    double outputs = compiled.apply(X).minus(plain.apply(X)).elementMaxAbs();
    SimpleMatrix fast = compiled.vjp(X).pullback().apply(dY).input();
    SimpleMatrix slow = plain.vjp(X).pullback().apply(dY).input();
    System.out.println(Compiled.backend());
    System.out.println(Math.max(outputs, fast.minus(slow).elementMaxAbs()));
  }

  private static List<String> told(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    // Surefire names the class path here when it hides it in a jar's manifest
    String tests = System.getProperty("surefire.test.class.path");
    command.add("-cp");
    command.add(tests == null ? System.getProperty("java.class.path") : tests);
    command.add(MissingPartsTest.class.getName());
    Process java =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).isZero();
    return text.lines().toList();
  }

  @Test
  void withoutOpenBlasItIsThePlainNetworkAndSaysSo() throws Exception {
    List<String> told = told("-Dorg.bytedeco.javacpp.platform=no-system");
    assertThat(told.get(0)).startsWith("the plain network, because OpenBLAS is missing: no ");
    assertThat(told.get(1)).isEqualTo("0.0");
  }

  @Test
  void withoutVectorsItSaysSoAndUsesOpenBlas() throws Exception {
    List<String> told = told();
    assertThat(told.get(0))
        .startsWith("OpenBLAS 0.3")
        .endsWith("no vectors without --add-modules jdk.incubator.vector");
    assertThat(Double.parseDouble(told.get(1))).isStrictlyBetween(0.0, 1e-12);
  }
}
