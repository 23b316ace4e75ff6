import java.util.ArrayList;
import java.util.List;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Nobody can follow an owned right into a collection. */
final class InACollection {
  static void list(ReceiveView port) {
    List<SendRight> rights = new ArrayList<>(); // error: owned into type argument E of List & owned into ArrayList constructor
    rights.add(port.makeSend()); // error: port right may leak
  }
}
