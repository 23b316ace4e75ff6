import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.Transfer;

/** A transfer that does not succeed leaves the right to its owner. */
final class TransferThatFails {
  static boolean tried(ReceiveView port) throws MachException {
    try (SendRight right = port.makeSend()) {
      try (Transfer transfer = right.transfer()) {
        transfer.name();
      }
      return right.isDead();
    }
  }
}
