import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Methods of the program give rights as those of the library do. */
final class CallerForgets {
  static SendRight give(ReceiveView port) {
    return port.makeSend();
  }

  static void take(ReceiveView port) {
    give(port); // error: port right may leak: give(port)
  }
}
