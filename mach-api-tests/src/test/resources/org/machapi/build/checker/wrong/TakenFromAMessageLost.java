import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.message.OutOfLineMemory;
import org.machapi.message.OutOfLinePorts;
import org.machapi.message.ReceivedMessage;

/** Rights and memory that are taken out of a message are not closed with it. */
final class TakenFromAMessageLost {
  static void dropped(ReceivedMessage message) throws MachException {
    message.takeSend(0); // error: port right may leak: message.takeSend(0) (SendRight)
    message.takeSendOnce(1); // error: reply may never come
  }

  static boolean asked(ReceivedMessage message) throws MachException {
    PortRight right = message.takePort(0); // error: port right may leak: right (PortRight)
    return right != null;
  }

  static void secondIsRefused(ReceivedMessage message) throws MachException {
    SendRight first = message.takeSend(0); // error: first (SendRight) is not closed when message.takeReceive(1) fails
    ReceiveRight second = message.takeReceive(1);
    if (second != null) {
      second.close();
    }
    if (first != null) {
      first.close();
    }
  }

  static byte[] memory(ReceivedMessage message) throws MachException {
    return message.takeMemory(0).toByteArray(); // error: memory may stay mapped for ever
  }

  static long size(ReceivedMessage message) throws MachException {
    OutOfLineMemory memory = message.takeMemory(0); // error: memory may stay mapped for ever: memory (OutOfLineMemory) is not closed when the method ends
    return memory.size();
  }

  static int ports(ReceivedMessage message) throws MachException {
    OutOfLinePorts ports = message.takePorts(0); // error: array of ports may never be closed, and the rights in it leak: ports
    return ports.size();
  }

  static boolean element(OutOfLinePorts ports) throws MachException {
    return ports.take(0) != null; // error: port right may leak: ports.take(0)
  }

  static byte[] afterClose(@Owning OutOfLineMemory memory) {
    memory.close();
    return memory.toByteArray(); // error: used after it was closed or given away
  }

  static SendRight takenAfterClose(@Owning ReceivedMessage message) throws MachException {
    message.close();
    return message.takeSend(0); // error: used after it was closed or given away
  }
}
