import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** What comes before the close in a finally can fail, too. */
final class FinallyThatFails {
  static void hidden(ReceiveView port, SendView other) throws MachException {
    SendRight right = port.makeSend(); // error: when other.isDead() fails with MachException
    try {
      right.name();
    } finally {
      other.isDead();
      right.close();
    }
  }
}
