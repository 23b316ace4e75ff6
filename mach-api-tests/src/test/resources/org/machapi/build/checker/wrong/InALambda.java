import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** The body of a lambda is looked at like that of a method. */
final class InALambda {
  static Runnable body(ReceiveView port) {
    return () -> {
      SendRight right = port.makeSend(); // error: port right may leak: right
      right.name();
    };
  }
}
