import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** The right to answer outlives the message, and is used or closed by its taker. */
final class ReplyRightOfAnException {
  static PortRight later(ExceptionReceiver receiver) throws MachException {
    try (ExceptionMessage message = receiver.receive(Deadline.none())) {
      return message == null ? null : message.takeReplyRight();
    }
  }

  static void answered(ExceptionReceiver receiver, OutgoingMessage answer) throws MachException {
    try (PortRight reply = later(receiver)) {
      if (reply != null) {
        answer.answer(reply, Deadline.immediate());
      }
    }
  }
}
