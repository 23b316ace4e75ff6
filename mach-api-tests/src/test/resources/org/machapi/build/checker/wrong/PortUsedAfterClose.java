import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.HostPort;
import org.machapi.Loan;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.ThreadPort;

/** A port that is gone makes no rights. */
final class PortUsedAfterClose {
  static SendRight make() {
    ReceiveRight port = ReceiveRight.allocate();
    port.close();
    return port.makeSend(); // error: used after it was closed or given away
  }

  static void copy(@Owning ThreadPort thread) {
    thread.close();
    ThreadPort copy = thread.copy(); // error: used after it was closed or given away
    copy.close();
  }

  static int lend(@Owning HostPort host) {
    host.close();
    try (Loan loan = host.lend()) { // error: used after it was closed or given away
      return loan.name();
    }
  }
}
