import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Who leaves the library with the name has no object to close. */
final class Relinquished {
  static int send(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    return right.relinquish();
  }

  static int receive() throws MachException {
    try (ReceiveRight port = ReceiveRight.allocate()) {
      return port.relinquish();
    }
  }
}
