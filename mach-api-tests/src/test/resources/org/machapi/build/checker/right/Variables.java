import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Two variables for one right: either closes it. */
final class Variables {
  static void second(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    SendRight same = right;
    same.close();
  }

  static void pattern(PortRight right) {
    if (right instanceof SendRight send) {
      send.name();
    }
  }
}
