import org.machapi.PortRight;
import org.machapi.TaskPort;
import org.machapi.exception.ExceptionMessage;
import org.machapi.message.ReceivedMessage;

/** What is taken out of a message is the taker's. */
final class TakenRightLost {
  static void thread(ExceptionMessage message) {
    message.takeThread(); // error: port right may leak: message.takeThread()
  }

  static boolean task(ExceptionMessage message) {
    TaskPort task = message.takeTask(); // error: port right may leak: task
    return task != null;
  }

  static void reply(ReceivedMessage message) {
    PortRight reply = message.takeReplyRight(); // error: port right may leak: reply
    if (reply != null) {
      reply.name();
    }
  }
}
