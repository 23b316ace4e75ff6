import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.exception.ExceptionHandler;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.message.Deadline;

/** The handler of exceptions as the manual shows it. */
final class ExceptionLoop {
  static void handle(ReceiveView port, ExceptionHandler next) throws MachException {
    ExceptionReceiver receiver = new ExceptionReceiver(port);
    while (true) {
      try (ExceptionMessage message = receiver.receive(Deadline.none())) {
        if (message == null) {
          return;
        }
        if (message.codes().isEmpty()) {
          message.replyFailure();
        } else if (message.flavour() == 0) {
          message.replySuccess();
        } else {
          message.forwardTo(next, Deadline.immediate());
        }
      }
    }
  }
}
