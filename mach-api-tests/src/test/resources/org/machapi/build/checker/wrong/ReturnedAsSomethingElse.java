import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** What is returned is a number, not the owner. */
final class ReturnedAsSomethingElse {
  static int name(ReceiveView port) {
    SendRight right = port.makeSend(); // error: port right may leak: right
    return right.name();
  }
}
