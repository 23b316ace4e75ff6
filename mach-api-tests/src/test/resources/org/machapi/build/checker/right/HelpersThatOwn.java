import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** An owned parameter is closed by the helper; one that cannot fail takes temporaries, too. */
final class HelpersThatOwn {
  static int nameOf(@Owning SendRight right) {
    try (right) {
      return right.name();
    }
  }

  static int atOnce(ReceiveView port) throws MachException {
    return nameOf(port.makeSend());
  }

  static int later(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    return nameOf(right);
  }
}
