import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.Transfer;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** What was given away cannot be given away again. */
final class MovedTwice {
  static void answers(@Owning SendOnceRight reply, OutgoingMessage message) throws MachException {
    try (reply) {
      message.answer(reply, Deadline.immediate());
      message.answer(reply, Deadline.immediate()); // error: parameter reply of OutgoingMessage.answer
    }
  }

  static int names(@Owning SendRight right) {
    return right.relinquish() + right.relinquish(); // error: used after it was closed or given away
  }

  static void closedAndMoved(@Owning SendRight right) {
    right.close();
    try (Transfer transfer = right.transfer()) { // error: used after it was closed or given away
      transfer.succeeded();
    }
  }
}
