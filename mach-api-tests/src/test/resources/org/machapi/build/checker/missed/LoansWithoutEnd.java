import org.machapi.Loans;
import org.machapi.ReceiveView;

/** Loans of a raw call that are not ended in a finally. */
final class LoansWithoutEnd {
  static int name(Loans loans, ReceiveView port) {
    return loans.lend(port);
  }

  static int lostWithItsLoans(ReceiveView port) {
    return new Loans().lend(port);
  }
}
