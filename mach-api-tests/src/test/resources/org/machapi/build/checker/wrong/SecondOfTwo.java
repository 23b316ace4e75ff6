import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** The second acquisition fails, and the first is lost; also inside one call. */
final class SecondOfTwo {
  static void both(@Owning SendRight first, @Owning SendRight second) {
    first.close();
    second.close();
  }

  static void nested(ReceiveView port) {
    both(port.makeSend(), port.makeSend()); // error: port right may leak: port.makeSend()
  }
}
