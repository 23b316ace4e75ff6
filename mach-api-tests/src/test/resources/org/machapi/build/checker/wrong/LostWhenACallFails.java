import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendView;
import org.machapi.ThreadPort;

/** The right is closed, but not if what comes between fails. */
final class LostWhenACallFails {
  static void between(SendView other) throws MachException {
    ThreadPort self = ThreadPort.self(); // error: when other.isDead() fails with MachException
    other.isDead();
    self.close();
  }

  static long onItself() throws MachException {
    ThreadPort self = ThreadPort.self(); // error: when self.threadId() fails with MachException
    long id = self.threadId();
    self.close();
    return id;
  }

  static void second() throws MachException {
    ReceiveRight first = ReceiveRight.allocate(); // error: when ReceiveRight.allocate() fails with MachException
    ReceiveRight second = ReceiveRight.allocate();
    first.close();
    second.close();
  }
}
