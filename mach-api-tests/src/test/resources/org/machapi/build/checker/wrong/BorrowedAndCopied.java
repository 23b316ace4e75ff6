import org.machapi.MachThread;
import org.machapi.ThreadPort;
import org.machapi.exception.ExceptionMessage;

/** A copy of what is borrowed is owned. */
final class BorrowedAndCopied {
  static void copy(ExceptionMessage message) {
    MachThread thread = message.thread();
    if (thread != null) {
      ThreadPort copy = thread.copy(); // error: port right may leak: copy
      copy.name();
    }
  }
}
