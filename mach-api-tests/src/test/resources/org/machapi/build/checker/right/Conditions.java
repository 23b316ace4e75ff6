import org.machapi.HostPort;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.ThreadPort;

/** Either of two rights, closed as one. */
final class Conditions {
  static int either(boolean host) throws MachException {
    try (SendRight right = host ? HostPort.self() : ThreadPort.self()) {
      return right.name();
    }
  }

  static int orNothing(ReceiveView port, boolean wanted) throws MachException {
    try (SendRight right = wanted ? port.makeSend() : null) {
      return right == null ? 0 : right.name();
    }
  }

  static int bySwitch(int kind) throws MachException {
    try (SendRight right =
        switch (kind) {
          case 0 -> HostPort.self();
          default -> ThreadPort.self();
        }) {
      return right.name();
    }
  }
}
