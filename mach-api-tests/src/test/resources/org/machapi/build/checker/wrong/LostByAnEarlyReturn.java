import org.machapi.SendRight;
import org.machapi.SendView;

/** One way out forgets. */
final class LostByAnEarlyReturn {
  static int early(SendView right) {
    SendRight copy = right.copy(); // error: port right may leak: copy
    if (copy.name() == 0) {
      return 0;
    }
    copy.close();
    return 1;
  }
}
