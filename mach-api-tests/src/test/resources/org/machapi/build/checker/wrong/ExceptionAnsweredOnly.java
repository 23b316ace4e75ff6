import org.machapi.MachException;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.message.Deadline;

/** An answer is not enough: the rights of the message are still there. */
final class ExceptionAnsweredOnly {
  static void answered(ExceptionReceiver receiver) throws MachException {
    ExceptionMessage message = receiver.receive(Deadline.none()); // error: message (ExceptionMessage) is not closed when message.replySuccess() fails with MachException
    if (message != null) {
      message.replySuccess();
    }
  }
}
