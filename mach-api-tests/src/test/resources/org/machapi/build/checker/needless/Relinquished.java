import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendOnceRight;

/** A name may leave from a variable, not from an expression. */
final class Relinquished {
  static int once(ReceiveView port) throws MachException {
    return port.makeSendOnce().relinquish(); // error: reply may never come
  }

  static int orUseATry(ReceiveRight port) throws MachException {
    SendOnceRight right = port.makeSendOnce();
    return right.relinquish();
  }
}
