import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Each round forgets the right of the one before. */
final class OverwrittenInALoop {
  static void rounds(ReceiveView port) {
    SendRight last = null;
    for (int i = 0; i < 10; i++) {
      last = port.makeSend(); // error: port right may leak: last
    }
    if (last != null) {
      last.close();
    }
  }

  static void neverClosed(ReceiveView port) {
    for (int i = 0; i < 10; i++) {
      SendRight right = port.makeSend(); // error: port right may leak
      right.name();
    }
  }
}
