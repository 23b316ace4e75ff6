import org.machapi.Loan;
import org.machapi.PortView;

/** A loan that does not end keeps its right from being given back. */
final class LoanNotClosed {
  static int forgotten(PortView right) {
    Loan loan = right.lend(); // error: loan may never end
    return loan.name();
  }

  static int atOnce(PortView right) {
    return right.lend().name(); // error: loan may never end
  }
}
