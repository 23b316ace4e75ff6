import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** Leaving may fail, so the checker wants a close; try-with-resources does no harm. */
final class RelinquishedPort {
  static int leave() throws MachException {
    ReceiveRight port = ReceiveRight.allocate(); // error: port may leak: port
    try {
      return port.relinquish();
    } catch (MachException e) {
      port.close();
      throw e;
    }
  }
}
