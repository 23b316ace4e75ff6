import org.machapi.Loan;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Transfer;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachLibrary;

/** A loan for a call that uses the name, a transfer for one that takes the right. */
final class RawCalls {
  static int borrow(SendView right) {
    try (Loan loan = right.lend()) {
      MachLibrary library = right.mach().library();
      return library.mach_port_set_mscount(right.mach().taskSelf(), loan.name(), 0);
    }
  }

  static int giveAway(SendRight right) {
    try (Transfer transfer = right.transfer()) {
      int code =
          right.mach().library().mach_port_deallocate(right.mach().taskSelf(), transfer.name());
      if (code == KernReturnConstants.KERN_SUCCESS) {
        transfer.succeeded();
      }
      return code;
    }
  }
}
