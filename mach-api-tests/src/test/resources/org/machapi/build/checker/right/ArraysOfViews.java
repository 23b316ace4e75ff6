import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** An array for looking at; the owners are variables. */
final class ArraysOfViews {
  static int sum(ReceiveView port) throws MachException {
    try (SendRight first = port.makeSend();
        SendRight second = port.makeSend()) {
      int sum = 0;
      for (SendView view : new SendView[] {first, second}) {
        sum += view.name();
      }
      return sum;
    }
  }
}
