import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Nor is a thread. */
final class ClosedByAThread {
  static void later(ReceiveView port) {
    SendRight right = port.makeSend(); // error: port right may leak: right
    new Thread(right::close).start();
  }
}
