import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;

/** Answers that nothing is remembered: without a manager JJava leaves who asks without an answer. */
final class NoHistory implements HistoryManager {
  @Override
  public List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
    return List.of();
  }

  @Override
  public List<HistoryEntry> lookupRange(int session, int start, int end, Set<ResultFlag> flags) {
    return List.of();
  }

  @Override
  public List<HistoryEntry> search(String pattern, int length, Set<ResultFlag> flags) {
    return List.of();
  }
}
