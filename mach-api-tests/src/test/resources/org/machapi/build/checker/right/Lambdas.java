import java.util.function.ToIntFunction;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** A lambda that closes what it acquires, and one that borrows from around it. */
final class Lambdas {
  static Runnable acquires(ReceiveView port) {
    return () -> {
      try (SendRight right = port.makeSend()) {
        right.name();
      }
    };
  }

  static int borrows(ReceiveView port, ToIntFunction<SendView> look) throws MachException {
    try (SendRight right = port.makeSend()) {
      return look.applyAsInt(right);
    }
  }

  static int used(ReceiveView port) throws MachException {
    return borrows(port, view -> view.name()) + borrows(port, SendView::name);
  }
}
