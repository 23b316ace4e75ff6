import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** Filling in a right to be moved gives nothing away: only sending does, and it may fail. */
final class MovedInAMessageLost {
  static void inline(ReceiveView port, OutgoingMessage message, SendView to) throws MachException {
    message.begin(1).move(port.makeSend()).send(to, Deadline.immediate()); // error: port right may leak: port.makeSend()
  }

  static void whenSendingFails(ReceiveView port, OutgoingMessage message, SendView to)
      throws MachException {
    SendRight right = port.makeSend(); // error: port right may leak: right (SendRight) is not closed when
    message.begin(1).move(right);
    message.send(to, Deadline.immediate());
    right.close();
  }

  static void many(ReceiveView port, OutgoingMessage message, SendView to) throws MachException {
    message.begin(1).moveAll(port.makeSend(), port.makeSend()); // error: port right may leak: port.makeSend() & port right may leak: port.makeSend()
  }

  static void closedBefore(@Owning SendRight right, OutgoingMessage message) {
    right.close();
    message.move(right); // error: parameter right of FillableMessage.move
  }

  static void guardedAfterClose(@Owning ReceiveRight port, OutgoingMessage message) {
    port.close();
    message.moveGuarded(port); // error: parameter right of FillableMessage.moveGuarded
  }

  static void toAClosedPort(@Owning SendRight right, OutgoingMessage message)
      throws MachException {
    right.close();
    message.send(right, Deadline.immediate()); // error: parameter destination of OutgoingMessage.send
  }
}
