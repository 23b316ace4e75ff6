import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.message.Deadline;

/** After the answer a message is still open; and if that failed, another answer may do. */
final class ReplyThenLook {
  static long look(ExceptionReceiver receiver) throws MachException {
    try (ExceptionMessage message = receiver.receive(Deadline.none())) {
      if (message == null) {
        return 0;
      }
      try {
        message.replySuccess();
      } catch (MachException e) {
        message.replyFailure();
      }
      MachThread thread = message.thread();
      return thread == null ? 0 : thread.threadId();
    }
  }
}
