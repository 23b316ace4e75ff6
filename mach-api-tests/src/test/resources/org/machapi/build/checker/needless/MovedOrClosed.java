import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** Nobody says which message carries which right, so that a close is wanted also behind a send. */
final class MovedOrClosed {
  static void send(ReceiveView port, OutgoingMessage message, SendView to) throws MachException {
    SendRight right = port.makeSend(); // error: port right may leak: right (SendRight) is not closed when the method ends
    message.begin(1).move(right);
    try {
      message.send(to, Deadline.immediate());
    } catch (MachException e) {
      right.close();
      throw e;
    }
  }
}
