import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** A right that left in a message, where nobody says which message carries which right. */
final class UsedAfterASend {
  static int name(@Owning SendRight right, OutgoingMessage message, SendView to)
      throws MachException {
    try (right) {
      message.begin(1).move(right).send(to, Deadline.immediate());
      return right.name();
    }
  }

  static void movedAgain(@Owning SendRight right, OutgoingMessage message, SendView to)
      throws MachException {
    try (right) {
      message.begin(1).move(right).send(to, Deadline.immediate());
      message.begin(2).move(right).send(to, Deadline.immediate());
    }
  }

  static void twiceInOne(@Owning SendRight right, OutgoingMessage message) {
    try (right) {
      message.begin(1).move(right).move(right);
    }
  }

  static void closedBeforeItIsSent(
      @Owning SendRight right, OutgoingMessage message, SendView to) throws MachException {
    message.begin(1).move(right);
    right.close();
    message.send(to, Deadline.immediate());
  }
}
