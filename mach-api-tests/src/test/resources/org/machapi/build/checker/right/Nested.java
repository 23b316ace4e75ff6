import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** One try within another. */
final class Nested {
  static void nestedTries(ReceiveView port) throws MachException {
    try (SendRight first = port.makeSend()) {
      try (SendRight second = port.makeSend()) {
        second.isDead();
      } finally {
        first.isDead();
      }
    }
  }
}
