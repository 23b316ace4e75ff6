import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;

/** An answer uses the right up, but may fail; {@code try (reply)} around it is understood. */
final class AnswerOrClose {
  static void answer(ReceivedMessage message, OutgoingMessage outgoing) throws MachException {
    PortRight reply = message.takeReplyRight(); // error: port right may leak: reply
    if (reply == null) {
      return;
    }
    try {
      outgoing.answer(reply, Deadline.immediate());
    } catch (MachException e) {
      reply.close();
      throw e;
    }
  }
}
