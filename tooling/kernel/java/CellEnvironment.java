import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** What one cell says to its client, and what it asks. */
final class CellEnvironment extends ShellReplyEnvironment {
  /**
   * How long after the last execute request an error is told, in milliseconds.
   *
   * <p>Requests that come before the error is told were sent by who cannot know of it, so all of
   * them are aborted, and none that is sent later. The time is for a page that is still sending its
   * cells when the first of them fails at once. They come within 25 ms of each other, and the
   * second within 130 ms of the first on a machine with four times as much to do as it can.
   */
  private static final long QUIET = 500;

  static final String NOBODY =
      "This cell reads from the keyboard, and nobody can be asked in this run. "
          + "Give the value in the cell, or run the notebook in JupyterLab";

  private final ShellChannel shell;
  private final StdinChannel stdin;
  private final ExecuteRequest request;
  private final JShell jshell;
  private final long begun = System.nanoTime();
  private final List<Message<?>> waiting = new ArrayList<>();
  private PublishError told;
  private Integer count;
  private volatile boolean ended;

  CellEnvironment(
      ShellChannel shell,
      StdinChannel stdin,
      JupyterSocket iopub,
      MessageContext context,
      ExecuteRequest request,
      JShell jshell) {
    super(shell, stdin, iopub, context);
    this.shell = shell;
    this.stdin = stdin;
    this.request = request;
    this.jshell = jshell;
  }

  ShellChannel shell() {
    return shell;
  }

  /** The requests that came before the cell's error was told; none when it had none. */
  List<Message<?>> waiting() {
    return waiting;
  }

  /** The cell has ended: who still waits for an answer of the reader gives up. */
  void end() {
    ended = true;
  }

  /** The request with input allowed: where it is not JJava's stream ends, and a cell reads on. */
  Message<ExecuteRequest> withInput(Message<ExecuteRequest> message) {
    ExecuteRequest asking =
        new ExecuteRequest(
            request.getCode(),
            request.isSilent(),
            request.shouldStoreHistory(),
            request.getUserExpr(),
            true,
            request.shouldStopOnError());
    return new Message<>(
        message.getIdentities(),
        message.getHeader(),
        message.getParentHeader(),
        message.getMetadata(),
        asking,
        message.getBlobs());
  }

  @Override
  public void publish(Message<?> message) {
    Object content = message.getContent();
    if (content instanceof PublishExecuteInput input) {
      count = input.getCount();
    }
    if (content instanceof PublishError error) {
      told = ErrorText.explained(error, request, jshell);
      if (request.shouldStopOnError()) {
        collect();
      }
      super.publish(new Message<>(getContext(), PublishError.MESSAGE_TYPE, told));
    } else if (!request.isSilent()
        || !(content instanceof PublishExecuteInput || content instanceof PublishExecuteResult)) {
      super.publish(message);
    }
  }

  /** The same error as published, of which JJava's reply has neither the lines nor the colours. */
  @Override
  public void replyError(MessageType<?> type, ErrorReply error) {
    ErrorReply reply =
        new ErrorReply(told.getErrorName(), told.getErrorMessage(), told.getStacktrace());
    if (count != null) {
      reply.setExecutionCount(count);
    }
    super.replyError(type, reply);
  }

  /** Answers a request that ended with an error of the kernel's thread. */
  void fail(Throwable problem) {
    List<String> trace =
        Arrays.stream(problem.getStackTrace()).limit(10).map(frame -> "\tat " + frame).toList();
    List<String> lines = new ArrayList<>(List.of(problem.toString()));
    lines.addAll(trace);
    publish(new PublishError(problem.getClass().getSimpleName(), problem.toString(), lines));
    defer();
    replyError(ExecuteReply.MESSAGE_TYPE.error(), null);
  }

  /** Reads what has come, and waits for what comes while the page may still be sending. */
  private void collect() {
    long last = begun;
    for (boolean waited = false; ; waited = true) {
      while (has(shell)) {
        Message<?> message = shell.readMessage();
        waiting.add(message);
        if (waited && message.getContent() instanceof ExecuteRequest) {
          last = System.nanoTime();
        }
      }
      if (System.nanoTime() - last > QUIET * 1_000_000) {
        return;
      }
      pause(1);
    }
  }

  @Override
  public String readFromStdIn(String prompt, boolean isPassword) {
    if (!request.isStdinEnabled()) {
      throw new IllegalStateException(NOBODY);
    }
    synchronized (stdin) {
      while (has(stdin)) {
        stdin.readMessage(); // an answer that came when the cell that asked had been interrupted
      }
      InputRequest question = new InputRequest(prompt, isPassword);
      stdin.sendMessage(new Message<>(getContext(), InputRequest.MESSAGE_TYPE, question));
      // not blocked in the socket, where the next question would wait for an interrupted one
      while (!has(stdin)) {
        if (ended || !pause(10)) {
          throw new IllegalStateException("interrupted while it waited for an answer");
        }
      }
      return stdin.readMessage(InputReply.MESSAGE_TYPE).getContent().getValue()
          + System.lineSeparator();
    }
  }

  private static boolean has(JupyterSocket socket) {
    return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }

  /** Whether the thread has slept so long; false when it was interrupted. */
  static boolean pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
