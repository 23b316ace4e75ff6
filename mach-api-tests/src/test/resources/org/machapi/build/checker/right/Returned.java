import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** What a method returns is its caller's. */
final class Returned {
  static SendRight made() throws MachException {
    try (ReceiveRight port = ReceiveRight.allocate()) {
      return port.makeSend();
    }
  }

  static SendRight byVariable(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    return right;
  }

  static SendRight checked(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    try {
      right.isDead();
    } catch (MachException e) {
      right.close();
      throw e;
    }
    return right;
  }

  static SendRight perhaps(ReceiveView port, boolean wanted) throws MachException {
    return wanted ? port.makeSend() : null;
  }

  static void use(ReceiveView port) throws MachException {
    try (SendRight right = perhaps(port, true)) {
      if (right != null) {
        right.isDead();
      }
    }
  }
}
