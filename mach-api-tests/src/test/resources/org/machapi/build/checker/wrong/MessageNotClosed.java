import org.machapi.ReceiveView;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;

/** A message owns all that came with it. */
final class MessageNotClosed {
  static int forgotten(ReceiveView port, MessageBuffer buffer) {
    ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.none()); // error: message may never be closed, and all rights in it leak: message
    return message == null ? 0 : message.id();
  }

  static void lostWhenTheAnswerFails(
      ReceiveView port, MessageBuffer buffer, OutgoingMessage outgoing, SendView next) {
    ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.none()); // error: when outgoing.send(next, Deadline.none()) fails with MachException
    if (message != null) {
      outgoing.send(next, Deadline.none());
      message.close();
    }
  }
}
