import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.message.Deadline;
import org.machapi.message.UnsentMessage;

/** Sent or closed, it has nothing left to give. */
final class UnsentMessageUsedAfterClose {
  static boolean sentAfterClose(@Owning UnsentMessage unsent) throws MachException {
    unsent.close();
    return unsent.resend(Deadline.none()); // error: used after it was closed or given away
  }

  static PortRight takenAfterClose(@Owning UnsentMessage unsent) throws MachException {
    try (unsent) {
      unsent.id();
    }
    return unsent.takeRight(0); // error: used after it was closed or given away
  }

  static int readAfterItWent(@Owning UnsentMessage unsent) throws MachException {
    try (unsent) {
      if (unsent.resend(Deadline.none())) {
        return unsent.id(); // error: used after it was closed or given away
      }
      return 0;
    }
  }
}
