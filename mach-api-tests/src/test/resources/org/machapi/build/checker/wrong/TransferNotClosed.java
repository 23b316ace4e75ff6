import org.machapi.SendRight;
import org.machapi.Transfer;

/** A transfer that does not end keeps the right from everybody. */
final class TransferNotClosed {
  static int forgotten(SendRight right) {
    Transfer transfer = right.transfer(); // error: transfer may never end
    transfer.succeeded();
    return transfer.name();
  }
}
