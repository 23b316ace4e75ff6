import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;

/** Nothing came: nothing to close. */
final class NullableMessage {
  static int inATry(ReceiveView port, MessageBuffer buffer) throws MachException {
    try (ReceivedMessage message =
        ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
      return message == null ? 0 : message.id();
    }
  }

  static int asked(ReceiveView port, MessageBuffer buffer) throws MachException {
    ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.immediate());
    if (message == null) {
      return 0;
    }
    int id = message.id();
    message.close();
    return id;
  }
}
