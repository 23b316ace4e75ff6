import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A lambda that makes a right for its caller; a method reference is understood. */
final class LambdaThatMakes {
  interface Source {
    SendRight get() throws MachException;
  }

  static Source lambda(ReceiveView port) {
    return () -> port.makeSend(); // error: port right may leak: port.makeSend()
  }

  static Source reference(ReceiveView port) {
    return port::makeSend;
  }
}
