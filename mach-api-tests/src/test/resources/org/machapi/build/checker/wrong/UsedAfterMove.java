import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** What was given away is somebody else's. */
final class UsedAfterMove {
  static int answered(@Owning SendRight reply, OutgoingMessage message) throws MachException {
    try (reply) {
      message.answer(reply, Deadline.immediate());
      return reply.name(); // error: used after it was closed or given away
    }
  }

  static void handedOn(@Owning SendRight reply, OutgoingMessage message, SendView next)
      throws MachException {
    try (reply) {
      message.forward(next, reply, Deadline.immediate());
      message.answer(reply, Deadline.immediate()); // error: parameter reply of OutgoingMessage.answer
    }
  }

  static boolean relinquished(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    int name = right.relinquish();
    return name == 0 || right.isDead(); // error: used after it was closed or given away
  }
}
