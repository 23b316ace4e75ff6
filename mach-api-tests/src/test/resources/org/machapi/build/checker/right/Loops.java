import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Acquired and closed in each round, with every way out. */
final class Loops {
  static int rounds(ReceiveView port, int limit) throws MachException {
    int found = 0;
    for (int i = 0; i < limit; i++) {
      try (SendRight right = port.makeSend()) {
        if (right.isDead()) {
          break;
        }
        if (right.name() == 0) {
          continue;
        }
        found++;
      }
    }
    return found;
  }

  static void again(ReceiveView port) {
    while (true) {
      try (SendRight right = port.makeSend()) {
        right.isDead();
        return;
      } catch (MachException e) {
        // Once more.
      }
    }
  }
}
