import org.machapi.ReceiveRight;

/** Closed only if something else holds. */
final class ClosedOnOneBranch {
  static void sometimes(boolean tidy) {
    ReceiveRight port = ReceiveRight.allocate(); // error: port may leak: port
    if (tidy) {
      port.close();
    }
  }

  static void bySwitch(int kind) {
    ReceiveRight port = ReceiveRight.allocate(); // error: port may leak: port
    switch (kind) {
      case 0 -> port.close();
      case 1 -> port.close();
      default -> {}
    }
  }
}
