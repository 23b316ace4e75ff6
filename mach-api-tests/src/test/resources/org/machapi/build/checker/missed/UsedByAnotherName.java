import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** Two variables for one right: closed by one, used by the other. */
final class UsedByAnotherName {
  static int other(ReceiveView port) {
    SendRight right = port.makeSend();
    SendView view = right;
    right.close();
    return view.name();
  }
}
