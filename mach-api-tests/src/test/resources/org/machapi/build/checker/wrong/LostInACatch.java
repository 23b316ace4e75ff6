import org.machapi.MachException;
import org.machapi.ThreadPort;

/** The failing path returns without closing. */
final class LostInACatch {
  static int swallowed() {
    ThreadPort self = ThreadPort.self(); // error: port right may leak: self
    try {
      self.threadId();
    } catch (MachException e) {
      return -1;
    }
    self.close();
    return 0;
  }
}
