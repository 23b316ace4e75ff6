import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;

/** Each round closes its own message. */
final class MessageLoop {
  static int count(ReceiveView port, MessageBuffer buffer) throws MachException {
    int count = 0;
    while (true) {
      try (ReceivedMessage message =
          ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
        if (message == null) {
          return count;
        }
        if (message.id() == 0) {
          continue;
        }
        count++;
      }
    }
  }
}
