import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** A second close does nothing, and is no mistake. */
final class ClosedTwice {
  static void twice() throws MachException {
    try (ReceiveRight port = ReceiveRight.allocate()) {
      port.close();
    }
  }
}
