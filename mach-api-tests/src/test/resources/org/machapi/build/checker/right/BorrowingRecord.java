import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;

/** A record of views owns nothing. */
record BorrowingRecord(SendView right, int number) {
  static int use(ReceiveView port) throws MachException {
    try (SendRight right = port.makeSend()) {
      return new BorrowingRecord(right, 1).right().name();
    }
  }
}
