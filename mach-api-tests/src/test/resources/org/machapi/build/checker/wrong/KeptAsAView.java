import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** A view of a right that is closed when the method ends. */
final class KeptAsAView {
  private SendView kept;

  void keep(ReceiveView port) {
    try (SendRight right = port.makeSend()) {
      kept = right; // error: what must be closed would be kept where nobody closes it
    }
  }
}
