import java.util.List;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** An answer that failed left the right where it was. */
final class AnswerAgain {
  static void answer(@Owning SendRight reply, OutgoingMessage message) throws MachException {
    try (reply) {
      try {
        message.answer(reply, Deadline.immediate());
      } catch (MachException e) {
        message.answer(reply, Deadline.none());
      }
    }
  }

  static void toMany(List<SendView> receivers, OutgoingMessage message) throws MachException {
    for (SendView receiver : receivers) {
      message.send(receiver, Deadline.immediate());
    }
  }
}
