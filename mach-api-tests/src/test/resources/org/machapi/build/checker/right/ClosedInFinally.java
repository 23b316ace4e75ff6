import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** As before try-with-resources. */
final class ClosedInFinally {
  static boolean dead(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    try {
      return right.isDead();
    } finally {
      right.close();
    }
  }
}
