import org.machapi.ReceiveView;

/** A method for any type does not close what it gets. */
final class Generic {
  static <T> T same(T value) {
    return value;
  }

  static int through(ReceiveView port) {
    return same(port.makeSend()).name(); // error: port right may leak: port.makeSend()
  }
}
