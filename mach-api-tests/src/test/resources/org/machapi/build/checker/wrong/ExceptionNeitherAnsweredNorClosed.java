import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.message.Deadline;

/** A thread stands still until its exception message is answered or closed. */
final class ExceptionNeitherAnsweredNorClosed {
  static void forgotten(ExceptionReceiver receiver) {
    ExceptionMessage message = receiver.receive(Deadline.none()); // error: exception may stay unanswered
    if (message != null) {
      System.out.println(message.type());
    }
  }

  static void droppedAtOnce(ExceptionReceiver receiver) {
    receiver.receive(Deadline.none()); // error: exception may stay unanswered
  }
}
