import org.machapi.ReceiveRight;

/** A loop may run no round at all. */
final class ClosedInALoopOnly {
  static void maybe(int rounds) {
    ReceiveRight port = ReceiveRight.allocate(); // error: port may leak: port
    for (int i = 0; i < rounds; i++) {
      port.close();
    }
  }
}
