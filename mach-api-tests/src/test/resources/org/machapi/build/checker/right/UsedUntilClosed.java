import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Not too late: closed on another path, in another round, or as another object. */
final class UsedUntilClosed {
  static boolean onOneBranch(ReceiveView port, boolean tidy) throws MachException {
    SendRight right = port.makeSend();
    if (tidy) {
      right.close();
      return false;
    }
    try (right) {
      return right.isDead();
    }
  }

  static void inRounds(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    for (int i = 0; i < 3; i++) {
      right.name();
      right.close();
      right = port.makeSend();
    }
    right.close();
  }

  static int again(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    right.close();
    right = port.makeSend();
    int name = right.name();
    right.close();
    return name;
  }

  static String shown(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    right.close();
    return right.toString();
  }
}
