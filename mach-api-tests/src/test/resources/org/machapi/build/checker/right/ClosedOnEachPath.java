import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Closed in the catch and behind it. */
final class ClosedOnEachPath {
  static boolean dead(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    boolean dead;
    try {
      dead = right.isDead();
    } catch (MachException e) {
      right.close();
      throw e;
    }
    right.close();
    return dead;
  }

  static void bySwitch(ReceiveView port, int kind) throws MachException {
    SendRight right = port.makeSend();
    switch (kind) {
      case 0 -> right.close();
      default -> right.close();
    }
  }
}
