import java.lang.reflect.Field;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * JShell's index of all packages and classes, of which only completion makes use.
 *
 * <p>A JShell begins it with its first snippet and again with each new class path. On two
 * processors it takes its second of work from the cells that a reader is waiting for.
 */
final class PackageIndex {
  private PackageIndex() {}

  /** Puts the index off until what is returned is run. */
  static Runnable postponed() {
    CountDownLatch begin = new CountDownLatch(1);
    indexer().ifPresent(indexer -> indexer.execute(() -> await(begin)));
    return begin::countDown;
  }

  /** There will be none: nobody completes anything here. */
  static void omitted() {
    indexer()
        .ifPresent(
            indexer -> {
              indexer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
              indexer.shutdown();
            });
  }

  private static void await(CountDownLatch begin) {
    try {
      begin.await();
    } catch (InterruptedException ended) {
      // as if it had begun
    }
  }

  /** The one thread that indexes; none in a JShell that is made otherwise: then it is at once. */
  private static Optional<ThreadPoolExecutor> indexer() {
    try {
      Field field = Class.forName("jdk.jshell.SourceCodeAnalysisImpl").getDeclaredField("INDEXER");
      field.setAccessible(true);
      return Optional.ofNullable((ThreadPoolExecutor) field.get(null));
    } catch (ReflectiveOperationException | RuntimeException otherwise) {
      return Optional.empty();
    }
  }
}
