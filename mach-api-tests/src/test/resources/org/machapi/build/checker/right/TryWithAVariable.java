import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A variable acquired before, named in the try. */
final class TryWithAVariable {
  static boolean dead(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    try (right) {
      return right.isDead();
    }
  }
}
