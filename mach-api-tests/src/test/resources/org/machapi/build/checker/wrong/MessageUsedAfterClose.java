import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.exception.ExceptionMessage;
import org.machapi.message.ReceivedMessage;

/** A message that is closed has nothing left to give. */
final class MessageUsedAfterClose {
  static int id(@Owning ReceivedMessage message) {
    message.close();
    return message.id(); // error: used after it was closed or given away
  }

  static void answer(@Owning ExceptionMessage message) throws MachException {
    try (message) {
      message.codes();
    }
    message.replySuccess(); // error: used after it was closed or given away
  }
}
