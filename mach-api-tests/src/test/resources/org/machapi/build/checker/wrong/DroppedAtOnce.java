import org.machapi.ReceiveView;
import org.machapi.SendView;
import org.machapi.ThreadPort;

/** Nothing even holds what was acquired. */
final class DroppedAtOnce {
  static int asked() {
    return ThreadPort.self().name(); // error: port right may leak: ThreadPort.self() (ThreadPort)
  }

  static void made(ReceiveView port) {
    port.makeSend(); // error: port right may leak: port.makeSend() (SendRight)
    port.makeSendOnce(); // error: reply may never come
  }

  static void copied(SendView right) {
    right.copy(); // error: port right may leak: right.copy() (SendRight)
  }
}
