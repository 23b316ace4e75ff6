import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** The try begins after a call that can fail. */
final class CloseInFinallyTooLate {
  static void late(ReceiveView port, SendView other) throws MachException {
    SendRight right = port.makeSend(); // error: when other.isDead() fails with MachException
    boolean dead = other.isDead();
    try {
      right.name();
    } finally {
      right.close();
    }
  }
}
