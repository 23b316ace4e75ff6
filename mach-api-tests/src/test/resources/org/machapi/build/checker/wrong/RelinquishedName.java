import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** The raw name that leaves the library is beyond the checker, but failing to leave is not. */
final class RelinquishedName {
  static int leave() throws MachException {
    ReceiveRight port = ReceiveRight.allocate(); // error: when port.relinquish() fails with MachException
    return port.relinquish();
  }
}
