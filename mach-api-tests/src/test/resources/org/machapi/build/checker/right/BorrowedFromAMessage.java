import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.exception.ExceptionMessage;

/** What a message lends stays the message's. */
final class BorrowedFromAMessage {
  static long thread(ExceptionMessage message) throws MachException {
    MachThread thread = message.thread();
    Task task = message.task();
    SendView token = message.token();
    if (task != null) {
      return task.pid();
    }
    return thread == null ? token == null ? 0 : token.name() : thread.threadId();
  }
}
