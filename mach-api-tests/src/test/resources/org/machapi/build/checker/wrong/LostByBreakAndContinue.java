import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A loop is left before the close. */
final class LostByBreakAndContinue {
  static void left(ReceiveView port, int limit) {
    for (int i = 0; i < limit; i++) {
      SendRight right = port.makeSend(); // error: port right may leak: right
      if (i == 3) {
        break;
      }
      right.close();
    }
  }

  static void skipped(ReceiveView port, int limit) {
    for (int i = 0; i < limit; i++) {
      SendRight right = port.makeSend(); // error: port right may leak: right
      if (i == 3) {
        continue;
      }
      right.close();
    }
  }
}
