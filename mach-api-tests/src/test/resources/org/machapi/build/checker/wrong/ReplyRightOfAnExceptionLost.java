import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.exception.ExceptionMessage;

/** Who takes the right to answer lets the thread stand until it is used or closed. */
final class ReplyRightOfAnExceptionLost {
  static void dropped(@Owning ExceptionMessage message) {
    try (message) {
      message.takeReplyRight(); // error: port right may leak: message.takeReplyRight()
    }
  }

  static long lostWhenALookFails(ExceptionMessage message) throws MachException {
    PortRight reply = message.takeReplyRight(); // error: port right may leak: reply (PortRight) is not closed when message.replyFailure() fails
    message.replyFailure();
    if (reply != null) {
      reply.close();
    }
    return message.threadId();
  }

  static PortRight takenAfterClose(@Owning ExceptionMessage message) {
    message.close();
    return message.takeReplyRight(); // error: used after it was closed or given away
  }
}
