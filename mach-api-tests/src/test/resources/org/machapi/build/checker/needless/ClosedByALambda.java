import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A lambda that closes is not seen to do so. */
final class ClosedByALambda {
  static Runnable later(ReceiveView port) {
    SendRight right = port.makeSend(); // error: port right may leak: right
    return () -> right.close();
  }
}
