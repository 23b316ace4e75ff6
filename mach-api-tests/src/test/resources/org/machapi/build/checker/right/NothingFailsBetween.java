import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Only what declares an exception is thought to fail. */
final class NothingFailsBetween {
  static int name(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    int name = right.name();
    right.close();
    return name;
  }
}
