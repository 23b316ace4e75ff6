import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A helper that owns, and fails, leaves the right with its caller. */
final class HelperThatFails {
  static void use(@Owning SendRight right) throws MachException {
    try (right) {
      right.isDead();
    }
  }

  static void give(ReceiveView port) {
    SendRight right = port.makeSend(); // error: when use(right) fails with MachException
    use(right);
  }
}
