import java.util.List;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** A list of views keeps one of a right that is closed when the method ends. */
final class ViewOutlivesItsRight {
  static void keep(ReceiveView port, List<SendView> kept) {
    try (SendRight right = port.makeSend()) {
      kept.add(right);
    }
  }
}
