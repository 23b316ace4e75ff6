import org.machapi.DeadName;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.ThreadPort;

/** The plain way: closed on every path. */
final class TryWithResources {
  static long thread() throws MachException {
    try (ThreadPort self = ThreadPort.self()) {
      return self.threadId();
    }
  }

  static int ports() throws MachException {
    try (ReceiveRight port = ReceiveRight.allocate();
        SendRight right = port.makeSend();
        SendOnceRight once = port.makeSendOnce()) {
      return port.name() + right.name() + once.name();
    }
  }

  static boolean copied(SendView right) throws MachException {
    try (SendRight copy = right.copy()) {
      return copy.isDead();
    }
  }

  static int dead(Mach mach, int name) throws MachException {
    try (DeadName dead = DeadName.adopt(mach, name)) {
      return dead.name();
    }
  }
}
