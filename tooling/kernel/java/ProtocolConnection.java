import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;

/**
 * A connection that keeps to the messaging protocol where JJava does not: after a cell that failed
 * or was interrupted, execute requests that were sent before are answered with "aborted".
 *
 * <p>JJava reads stop_on_error and does not look at it; a notebook page sends all its cells at once
 * and counts on the kernel to drop them
 * (https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute).
 */
final class ProtocolConnection extends JupyterConnection {
  /** Time between two tries to interrupt a cell, in milliseconds. */
  private static final long BETWEEN_INTERRUPTS = 50;

  /** How long interrupted code may go on before its cell ends without it, in milliseconds. */
  private static final long LAST_WORDS = 500;

  /** How the names of the threads begin in which JJava runs code. */
  private static final String EXECUTOR = "jjava-exec-";

  private JavaKernel kernel;
  private ShellHandler<ExecuteRequest> execute;
  private ShellHandler<InterruptRequest> interrupt;
  private volatile CellEnvironment running;
  private volatile CellEnvironment interrupted;

  ProtocolConnection(KernelConnectionProperties properties) throws GeneralSecurityException {
    super(properties);
  }

  /** Connects the kernel and returns when it has been asked to stop. */
  void serve(JavaKernel kernel) {
    this.kernel = kernel;
    kernel.becomeHandlerForConnection(this);
    execute = getHandler(MessageType.EXECUTE_REQUEST);
    interrupt = getHandler(MessageType.INTERRUPT_REQUEST);
    kernel.getJShell().onSnippetEvent(this::stopBetweenSnippets);
    setHandler(MessageType.EXECUTE_REQUEST, this::execute);
    setHandler(MessageType.INTERRUPT_REQUEST, this::interrupt);
    ShellHandler<InspectRequest> inspect = getHandler(MessageType.INSPECT_REQUEST);
    setHandler(
        MessageType.INSPECT_REQUEST,
        (environment, message) -> inspect.handle(environment, inside(message)));
    connect();
    waitUntilClose();
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel shell, MessageContext context) {
    return context instanceof Message<?> message
            && message.getContent() instanceof ExecuteRequest request
        ? new CellEnvironment(shell, stdin, iopub, context, request, kernel.getJShell())
        : new StatusEnvironment(shell, stdin, iopub, context);
  }

  private void execute(ShellReplyEnvironment environment, Message<ExecuteRequest> message) {
    CellEnvironment cell = (CellEnvironment) environment;
    running = cell;
    try {
      execute.handle(cell, cell.withInput(message));
    } catch (Throwable problem) {
      // JJava catches exceptions only: an error, such as a result whose text is without end, ended
      // the loop that reads requests, and nobody was answered any more
      cell.fail(problem);
    } finally {
      running = null;
      cell.end();
    }
    if (!cell.waiting().isEmpty()) {
      cell.resolveDeferrals(); // the error is told in full before the first request after it
      cell.waiting().forEach(waiting -> answer(cell, waiting));
    }
  }

  /** Aborts an execute request, serves any other. */
  private <T> void answer(CellEnvironment failed, Message<T> message) {
    ShellReplyEnvironment environment =
        new StatusEnvironment(failed.shell(), stdin, iopub, message);
    ShellHandler<T> handler = getHandler(message.getHeader().getType());
    try {
      if (message.getContent() instanceof ExecuteRequest) {
        environment.setBusyDeferIdle();
        environment.reply(aborted(message));
      } else if (handler != null) {
        handler.handle(environment, message);
      }
    } finally {
      environment.resolveDeferrals();
    }
    if (environment.isMarkedForShutdown()) {
      failed.markForShutdown();
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Message<?> aborted(Message<?> request) {
    return new Message(request, MessageType.EXECUTE_REPLY, Map.of("status", "aborted"));
  }

  /** JJava finds nothing when the cursor is behind the last character, as it is while one types. */
  private static Message<InspectRequest> inside(Message<InspectRequest> message) {
    InspectRequest request = message.getContent();
    int last = Math.max(0, request.getCode().length() - 1);
    int cursor = Math.min(request.getCursorPos(), last);
    return new Message<>(
        message.getHeader(),
        new InspectRequest(request.getCode(), cursor, request.getDetailLevel()));
  }

  /**
   * JJava interrupts the snippet that runs, and forgets a request that comes while one is compiled:
   * so it is asked again until the cell has ended, and no other snippet of the cell is begun.
   */
  private void interrupt(ShellReplyEnvironment environment, Message<InterruptRequest> message) {
    CellEnvironment cell = running;
    interrupted = cell;
    interrupt.handle(environment, message);
    if (cell == null) {
      return;
    }
    Thread thread = new Thread(() -> interruptUntilEnded(cell), "interrupt");
    thread.setDaemon(true);
    thread.start();
  }

  private void interruptUntilEnded(CellEnvironment cell) {
    while (running == cell && CellEnvironment.pause(BETWEEN_INTERRUPTS)) {
      kernel.interrupt();
    }
  }

  private void stopBetweenSnippets(SnippetEvent event) {
    CellEnvironment cell = running;
    if (cell == null || cell != interrupted) {
      return;
    }
    if (event.exception() == null) {
      throw new EvaluationInterruptedException(event.snippet().source().trim());
    }
    waitForLastWords();
  }

  /**
   * JJava ends a cell as soon as it is interrupted, and what its code prints after that is lost: a
   * training that tells how far it came. So the cell ends when its code does, or after a while.
   */
  private static void waitForLastWords() {
    long begun = System.nanoTime();
    while (runsCode() && System.nanoTime() - begun < LAST_WORDS * 1_000_000) {
      if (!CellEnvironment.pause(5)) {
        return;
      }
    }
  }

  private static boolean runsCode() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith(EXECUTOR))
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().startsWith("REPL."));
  }
}
