import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** An array owns nothing. */
final class InAnArray {
  static void store(ReceiveView port) {
    SendRight[] rights = new SendRight[1];
    rights[0] = port.makeSend(); // error: port right may leak: port.makeSend()
  }

  static int made(ReceiveView port) {
    SendRight[] rights = {port.makeSend()}; // error: port right may leak: port.makeSend()
    return rights.length;
  }
}
