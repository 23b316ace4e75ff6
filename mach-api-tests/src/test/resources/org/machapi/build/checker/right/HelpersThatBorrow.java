import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** A parameter without annotation is borrowed. */
final class HelpersThatBorrow {
  static boolean dead(SendRight right) throws MachException {
    return right.isDead();
  }

  static boolean same(SendView first, @NotOwning SendRight second) {
    return first.name() == second.name();
  }

  static boolean use(ReceiveView port) throws MachException {
    try (SendRight right = port.makeSend()) {
      return dead(right) && same(right, right);
    }
  }
}
