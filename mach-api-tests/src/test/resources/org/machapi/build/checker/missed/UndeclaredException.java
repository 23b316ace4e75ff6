import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** An unchecked exception that nobody declares is not thought to happen. */
final class UndeclaredException {
  static void refuse(int number) {
    if (number < 0) {
      throw new IllegalArgumentException();
    }
  }

  static void lost(ReceiveView port, int number) {
    SendRight right = port.makeSend();
    refuse(number);
    right.close();
  }
}
