import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.ThreadPort;

/** The method around it need not declare the exception: it flies all the same. */
final class LostWhenUndeclared {
  static void undeclared(SendView other) {
    ThreadPort self = ThreadPort.self(); // error: when other.copy() fails with MachException
    SendRight copy = other.copy();
    copy.close();
    self.close();
  }
}
