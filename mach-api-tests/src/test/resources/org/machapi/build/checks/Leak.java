import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** Loses what it owns in four ways. */
final class Leak {
  static void neverClosed() {
    ReceiveRight right = ReceiveRight.allocate(); // error: required.method.not.called
  }

  static void droppedAtOnce() {
    ReceiveRight.allocate(); // error: required.method.not.called
  }

  static void closedOnOneBranchOnly(boolean sometimes) {
    ReceiveRight right = ReceiveRight.allocate(); // error: required.method.not.called
    if (sometimes) {
      right.close();
    }
  }

  static int lostWhenAnotherCallFails() throws MachException {
    ReceiveRight right = ReceiveRight.allocate(); // error: required.method.not.called
    int names = count();
    right.close();
    return names;
  }

  private static int count() throws MachException {
    return 0;
  }
}
