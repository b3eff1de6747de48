package nndl.bench;

/** A piece of work that every stack does alike. */
interface Task {
  /** Does it so many times, each time from the same start. */
  void run(int times);

  /** What the last run came to, for comparison with the other stacks. */
  double[] result();
}
