import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.UnsentMessage;

/** What came back unsent holds all that was in it. */
final class UnsentMessageDropped {
  static void dropped(OutgoingMessage message, SendView port) throws MachException {
    message.trySend(port, Deadline.immediate()); // error: message may neither be sent nor closed, and all rights in it leak
  }

  static boolean askedOnly(OutgoingMessage message, SendView port) throws MachException {
    return message.trySend(port, Deadline.immediate()) == null; // error: message may neither be sent nor closed
  }

  static boolean kept(OutgoingMessage message, SendView port, ReceiveView reply)
      throws MachException {
    UnsentMessage unsent = message.tryRequest(port, reply, Deadline.immediate()); // error: message may neither be sent nor closed, and all rights in it leak: unsent (UnsentMessage) is not closed when the method ends
    if (unsent == null) {
      return true;
    }
    return unsent.outcome().code() == 0;
  }

  static boolean triedAgain(OutgoingMessage message, SendView port) throws MachException {
    UnsentMessage unsent = message.trySend(port, Deadline.immediate()); // error: message may neither be sent nor closed, and all rights in it leak: unsent
    return unsent == null || unsent.resend(Deadline.none());
  }

  static void triedAnew(OutgoingMessage message, SendView port) throws MachException {
    UnsentMessage unsent = message.trySend(port, Deadline.immediate()); // error: unsent (UnsentMessage) is not closed when message.trySend(port, Deadline.none()) fails
    if (unsent != null) {
      unsent = message.trySend(port, Deadline.none());
    }
    if (unsent != null) {
      unsent.close();
    }
  }
}
