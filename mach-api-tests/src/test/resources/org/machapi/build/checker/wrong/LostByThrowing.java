import org.machapi.ThreadPort;

/** The program itself throws before it closes. */
final class LostByThrowing {
  static void refused(int wanted) {
    ThreadPort self = ThreadPort.self(); // error: is not closed when the method throws IllegalArgumentException
    if (self.name() != wanted) {
      throw new IllegalArgumentException("another thread");
    }
    self.close();
  }
}
