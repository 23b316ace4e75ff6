import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** The second round gives away what the first has given away. */
final class MovedInALoop {
  static void rounds(@Owning SendRight reply, OutgoingMessage message) throws MachException {
    try (reply) {
      for (int i = 0; i < 2; i++) {
        message.answer(reply, Deadline.immediate());
      }
    }
  }
}
