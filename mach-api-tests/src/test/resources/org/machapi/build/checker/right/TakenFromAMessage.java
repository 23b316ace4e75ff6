import java.nio.ByteBuffer;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.message.DescriptorKind;
import org.machapi.message.OutOfLineMemory;
import org.machapi.message.OutOfLinePorts;
import org.machapi.message.ReceivedMessage;

/** Rights and memory outlive the message that they came with. */
final class TakenFromAMessage {
  static SendRight client(ReceivedMessage message) throws MachException {
    message.expectDescriptors(DescriptorKind.SEND);
    return message.takeSend(0);
  }

  static boolean two(ReceivedMessage message) throws MachException {
    try (SendRight first = message.takeSend(0);
        ReceiveRight second = message.takeReceive(1)) {
      return first != null && second != null && first.isDead();
    }
  }

  static byte[] memory(ReceivedMessage message) throws MachException {
    try (OutOfLineMemory memory = message.takeMemory(0)) {
      return memory.toByteArray();
    }
  }

  static void piece(ReceivedMessage message, ByteBuffer target) throws MachException {
    OutOfLineMemory memory = message.takeMemory(0);
    try (memory) {
      memory.copyTo(0, target);
    }
  }

  static PortRight first(ReceivedMessage message) throws MachException {
    try (OutOfLinePorts ports = message.takePorts(0)) {
      return ports.size() == 0 ? null : ports.take(0);
    }
  }

  static int living(ReceivedMessage message) throws MachException {
    int living = 0;
    try (OutOfLinePorts ports = message.takePorts(0)) {
      for (int i = 0; i < ports.size(); i++) {
        try (PortRight right = ports.take(i)) {
          if (right instanceof SendRight send && !send.isDead()) {
            living++;
          }
        }
      }
    }
    return living;
  }

  static String kind(ReceivedMessage message) throws MachException {
    try (PortRight right = message.takePort(0)) {
      if (right instanceof ReceiveRight port) {
        return "receive " + port.queueLimit();
      }
      return right == null ? "nothing" : "other";
    }
  }
}
