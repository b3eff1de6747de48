package nndl.progress;

/** Receives the progress of a long loop. */
@FunctionalInterface
public interface Progress {
  /** Ignores all calls. */
  Progress NONE = (done, total) -> {};

  /** Called with the number of parts done and of all parts; equal at the end of a full run. */
  void at(long done, long total);
}
