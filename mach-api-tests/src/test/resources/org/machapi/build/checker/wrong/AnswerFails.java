import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;

/** A right to answer is the caller's again when the answer fails. */
final class AnswerFails {
  static void answer(ReceivedMessage message, OutgoingMessage outgoing) throws MachException {
    PortRight reply = message.takeReplyRight(); // error: when outgoing.answer(reply, Deadline.immediate()) fails with MachException
    if (reply != null) {
      outgoing.answer(reply, Deadline.immediate());
    }
  }
}
