import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A compact record does not say who closes its component. */
record InARecord(SendRight right) {
  static InARecord of(ReceiveView port) {
    return new InARecord(port.makeSend()); // error: port right may leak: port.makeSend()
  }
}
