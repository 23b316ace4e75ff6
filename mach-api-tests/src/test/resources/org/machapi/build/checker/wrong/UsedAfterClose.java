import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A right that is closed on every path that leads here. */
final class UsedAfterClose {
  static boolean atOnce(ReceiveView port) {
    SendRight right = port.makeSend();
    right.close();
    return right.isDead(); // error: used after it was closed or given away
  }

  static int behindTheTry(ReceiveView port) {
    SendRight right = port.makeSend();
    try (right) {
      right.isDead();
    }
    return right.name(); // error: used after it was closed or given away
  }

  static void onBothBranches(ReceiveView port, boolean first) {
    SendRight right = port.makeSend();
    if (first) {
      right.name();
      right.close();
    } else {
      right.close();
    }
    right.name(); // error: used after it was closed or given away
  }
}
