package nndl.progress;

/** Where a long loop tells how far it has come. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (done, total) -> {};

  /** Called with the number of parts done and of all parts; equal at the end of a full run. */
  void at(long done, long total);
}
