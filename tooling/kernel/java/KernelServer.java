import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.distro.JJava;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.JarsMagic;
import org.dflib.jjava.kernel.magics.LoadMagic;
import org.dflib.jjava.kernel.magics.TimeMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.AddMavenDependencyMagic;
import org.dflib.jjava.maven.magics.LoadFromPomCellMagic;
import org.dflib.jjava.maven.magics.LoadFromPomLineMagic;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;

/**
 * JJava's kernel as its own main class makes it, behind a {@link ProtocolConnection}.
 *
 * <p>JJava.main makes its connection itself and leaves no place for another.
 */
final class KernelServer {
  private static final String VERSION = "META-INF/maven/org.dflib.jjava/jjava-distro/pom.properties";

  private KernelServer() {}

  /** Serves one kernel until it is asked to stop. */
  static void serve(String connectionFile) throws Exception {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format",
        "[%4$.1s %1$tF %1$tT.%1$tL %3$s] %5$s%n");
    String properties = Files.readString(Path.of(connectionFile));
    ProtocolConnection connection =
        new ProtocolConnection(KernelConnectionProperties.parse(properties));
    JavaKernel kernel = kernel();
    kernel.onStartup();
    LibraryRenderer.register(kernel.getRenderer());
    kernel.addToClasspath((String) setting("extraClasspath"));
    for (Object snippet : (List<?>) setting("startupSnippets")) {
      kernel.evalBuilder((String) snippet).resolveMagics().eval();
    }
    connection.serve(kernel);
  }

  @SuppressWarnings("unchecked")
  private static JavaKernel kernel() throws Exception {
    MavenDependencyResolver maven = new MavenDependencyResolver();
    TimeMagic time = new TimeMagic();
    JavaKernel.Builder builder =
        JavaKernel.builder()
            .name("JJava")
            .version(version())
            .historyManager(new NoHistory())
            .extensionsEnabled((boolean) setting("extensionsEnabled"))
            .compilerOpts((List<String>) setting("compilerOpts"))
            .lineMagic("load", new LoadMagic())
            .lineMagic("classpath", new ClasspathMagic())
            .lineMagic("time", time)
            .lineMagic("maven", new MavenMagic(maven))
            .lineMagic("mavenRepo", new MavenRepoMagic(maven))
            .lineMagic("loadFromPOM", new LoadFromPomLineMagic(maven))
            .lineMagic("jars", new JarsMagic())
            .lineMagic("addMavenDependency", new AddMavenDependencyMagic(maven))
            .cellMagic("loadFromPOM", new LoadFromPomCellMagic(maven))
            .cellMagic("time", time);
    return withTimeout(builder).build();
  }

  private static String version() throws Exception {
    Properties properties = new Properties();
    try (var in = JJava.class.getClassLoader().getResourceAsStream(VERSION)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties.getProperty("version", "");
  }

  /** What the user has set by an environment variable, read by the class that JJava reads it by. */
  private static Object setting(String name) throws ReflectiveOperationException {
    Method method = Class.forName("org.dflib.jjava.distro.Env").getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(null);
  }

  private static JavaKernel.Builder withTimeout(JavaKernel.Builder builder)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("org.dflib.jjava.distro.JJava$Timeout");
    Method parse = type.getDeclaredMethod("parseOrDefault", String.class);
    parse.setAccessible(true);
    Object timeout = parse.invoke(null, setting("timeout"));
    Field time = type.getDeclaredField("time");
    Field unit = type.getDeclaredField("timeUnit");
    time.setAccessible(true);
    unit.setAccessible(true);
    return builder.timeout((long) time.get(timeout), (TimeUnit) unit.get(timeout));
  }
}
