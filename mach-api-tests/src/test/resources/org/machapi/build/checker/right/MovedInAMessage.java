import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.UnsentMessage;

/** Closing does nothing once the right is on its way, and gives it back if it could not be sent. */
final class MovedInAMessage {
  static void one(ReceiveView port, OutgoingMessage message, SendView to) throws MachException {
    try (SendRight right = port.makeSend()) {
      message.begin(1).move(right).send(to, Deadline.immediate());
    }
  }

  static void several(ReceiveView port, OutgoingMessage message, SendView to)
      throws MachException {
    try (SendRight first = port.makeSend();
        SendRight second = port.makeSend();
        ReceiveRight third = ReceiveRight.allocate()) {
      message.begin(1).moveAll(first, second).moveGuarded(third).makeSend(port);
      message.send(to, Deadline.immediate());
    }
  }

  static void takenOver(@Owning PortRight right, OutgoingMessage message, SendView to)
      throws MachException {
    try (right) {
      message.begin(1).move(right).send(to, Deadline.immediate());
    }
  }

  static int lookedAtBefore(@Owning SendRight right, OutgoingMessage message, SendView to)
      throws MachException {
    try (right) {
      message.begin(1).move(right);
      int name = right.name();
      message.send(to, Deadline.immediate());
      return name;
    }
  }

  static boolean orBack(@Owning SendRight right, OutgoingMessage message, SendView to)
      throws MachException {
    try (right;
        UnsentMessage unsent = message.begin(1).move(right).trySend(to, Deadline.immediate())) {
      return unsent == null;
    }
  }

  static void inALoop(ReceiveView port, OutgoingMessage message, SendView to)
      throws MachException {
    for (int i = 0; i < 3; i++) {
      try (SendRight right = port.makeSend()) {
        message.begin(i).move(right).send(to, Deadline.immediate());
      }
    }
  }
}
