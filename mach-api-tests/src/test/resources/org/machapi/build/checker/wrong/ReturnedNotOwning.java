import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** The caller is told that it owns nothing, and nobody else does. */
final class ReturnedNotOwning {
  static @NotOwning SendRight borrowed(ReceiveView port) {
    return port.makeSend(); // error: port right may leak: port.makeSend()
  }
}
