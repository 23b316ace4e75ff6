import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.UnsentMessage;

/** What came back is sent again, emptied or closed. */
final class UnsentMessages {
  static boolean orNot(OutgoingMessage message, SendView port) throws MachException {
    try (UnsentMessage unsent = message.trySend(port, Deadline.immediate())) {
      return unsent == null;
    }
  }

  static boolean once(OutgoingMessage message, SendView port, ReceiveView reply)
      throws MachException {
    UnsentMessage unsent = message.tryRequest(port, reply, Deadline.immediate());
    if (unsent == null) {
      return true;
    }
    try (unsent) {
      return unsent.resend(Deadline.none());
    }
  }

  static void untilItIsGone(OutgoingMessage message, SendView port) throws MachException {
    try (UnsentMessage unsent = message.trySend(port, Deadline.immediate())) {
      while (unsent != null && !unsent.resend(Deadline.none())) {
        Thread.onSpinWait();
      }
    }
  }

  static UnsentMessage kept(OutgoingMessage message, SendView port) throws MachException {
    return message.trySend(port, Deadline.immediate());
  }

  static PortRight emptied(OutgoingMessage message, SendView port) throws MachException {
    try (UnsentMessage unsent = message.trySend(port, Deadline.immediate())) {
      return unsent == null ? null : unsent.takeRight(0);
    }
  }

  static void toAnother(OutgoingMessage message, SendView port) throws MachException {
    try (UnsentMessage unsent = message.trySend(port, Deadline.immediate())) {
      if (unsent != null) {
        try (SendRight destination = unsent.takeDestination()) {
          message.send(destination == null ? port : destination, Deadline.none());
        }
      }
    }
  }

  static void byHand(OutgoingMessage message, SendView port) throws MachException {
    UnsentMessage unsent = message.trySend(port, Deadline.immediate());
    if (unsent == null) {
      return;
    }
    try {
      if (!unsent.resend(Deadline.none())) {
        unsent.close();
      }
    } catch (MachException e) {
      unsent.close();
      throw e;
    }
  }
}
