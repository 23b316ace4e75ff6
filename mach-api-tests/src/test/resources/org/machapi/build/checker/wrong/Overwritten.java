import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.HostPort;
import org.machapi.SendRight;

/** A second right in the same variable: the first is lost. */
final class Overwritten {
  static void twice(@Owning SendRight next) {
    SendRight right = HostPort.self(); // error: before it is overwritten: right = next
    right = next;
    right.close();
  }

  static void byNull() {
    SendRight right = HostPort.self(); // error: before it is overwritten: right = null
    right = null;
  }
}
