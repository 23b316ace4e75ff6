import org.machapi.MachException;
import org.machapi.ThreadPort;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.message.Deadline;

/** What is taken out outlives the message, and is closed by its taker. */
final class TakenFromAnException {
  static ThreadPort culprit(ExceptionReceiver receiver) throws MachException {
    try (ExceptionMessage message = receiver.receive(Deadline.none())) {
      return message == null ? null : message.takeThread();
    }
  }

  static long look(ExceptionReceiver receiver) throws MachException {
    try (ThreadPort culprit = culprit(receiver)) {
      return culprit == null ? 0 : culprit.threadId();
    }
  }
}
