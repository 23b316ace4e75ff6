import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A helper that owns nothing does not relieve its caller. */
final class HelperThatBorrows {
  static void use(SendRight right) {
    right.name();
  }

  static void give(ReceiveView port) {
    SendRight right = port.makeSend(); // error: port right may leak: right
    use(right);
  }

  static void giveAtOnce(ReceiveView port) {
    use(port.makeSend()); // error: port right may leak: port.makeSend()
  }
}
