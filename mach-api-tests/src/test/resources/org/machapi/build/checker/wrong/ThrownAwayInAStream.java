import java.util.List;
import org.machapi.ReceiveView;

/** A function that gives a right to those who expect nothing to close. */
final class ThrownAwayInAStream {
  static long count(List<ReceiveView> ports) {
    return ports.stream().map(port -> port.makeSend()).count(); // error: owned into Stream.map & port right may leak
  }
}
