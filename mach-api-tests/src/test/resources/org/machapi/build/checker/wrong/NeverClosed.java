import org.machapi.HostPort;
import org.machapi.ReceiveRight;
import org.machapi.ThreadPort;

/** The plain leak: what was acquired is not closed at all. */
final class NeverClosed {
  static int thread() {
    ThreadPort self = ThreadPort.self(); // error: port right may leak: self (ThreadPort)
    return self.name();
  }

  static int host() {
    HostPort host = HostPort.self(); // error: port right may leak: host (HostPort)
    return host.name();
  }

  static void port() {
    ReceiveRight port = ReceiveRight.allocate(); // error: port may leak: port (ReceiveRight) is not closed when the method ends
  }
}
