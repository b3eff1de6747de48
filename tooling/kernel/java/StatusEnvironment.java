import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.shaded.com.google.gson.Gson;
import org.dflib.jjava.shaded.com.google.gson.JsonObject;

/** Gives each reply the status that the protocol asks for; JJava forgets it in five of them. */
class StatusEnvironment extends ShellReplyEnvironment {
  private static final Gson GSON = new Gson();

  StatusEnvironment(
      ShellChannel shell, StdinChannel stdin, JupyterSocket iopub, MessageContext context) {
    super(shell, stdin, iopub, context);
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void reply(Message<?> message) {
    JsonObject content = GSON.toJsonTree(message.getContent()).getAsJsonObject();
    if (content.has("status")) {
      super.reply(message);
    } else {
      content.addProperty("status", "ok");
      super.reply(new Message(getContext(), message.getHeader().getType(), content));
    }
  }
}
