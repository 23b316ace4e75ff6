import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Closed, then used for the next. */
final class Overwritten {
  static void inOrder(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    right.close();
    right = port.makeSend();
    right.close();
  }

  static void fromNull(ReceiveView port, boolean wanted) throws MachException {
    SendRight right = null;
    if (wanted) {
      right = port.makeSend();
    }
    if (right != null) {
      right.close();
    }
  }
}
