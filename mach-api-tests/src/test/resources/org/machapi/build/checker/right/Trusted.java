import org.machapi.HostPort;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Where the checker cannot follow, a suppression says why; keys are those of the Checker Framework. */
final class Trusted {
  @SuppressWarnings("resourceleak:required.method.not.called") // closed by a shutdown hook
  static void forTheWholeRun(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    Runtime.getRuntime().addShutdownHook(new Thread(right::close));
  }

  @SuppressWarnings("required.method.not.called") // for the whole run
  private static final HostPort HOST = HostPort.self();
}
