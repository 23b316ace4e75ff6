import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.SendOnceRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;

/** The right to answer is closed whether the answer was sent or not. */
final class Answer {
  static void answer(ReceivedMessage message, OutgoingMessage outgoing) throws MachException {
    try (PortRight reply = message.takeReplyRight()) {
      if (reply != null) {
        outgoing.answer(reply, Deadline.immediate());
      }
    }
  }

  static void ifThereIsOne(ReceivedMessage message, OutgoingMessage outgoing)
      throws MachException {
    PortRight reply = message.takeReplyRight();
    if (reply == null) {
      return;
    }
    try (reply) {
      outgoing.answer(reply, Deadline.immediate());
    }
  }

  static void handedOn(ReceivedMessage message, OutgoingMessage outgoing, SendView next)
      throws MachException {
    try (PortRight reply = message.takeReplyRight()) {
      if (reply instanceof SendOnceRight once) {
        outgoing.forward(next, once, Deadline.immediate());
      }
    }
  }
}
