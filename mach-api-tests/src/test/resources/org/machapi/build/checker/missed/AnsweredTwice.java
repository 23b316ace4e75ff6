import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.exception.ExceptionMessage;

/** A second answer to one exception; it fails at run time. */
final class AnsweredTwice {
  static void twice(@Owning ExceptionMessage message) throws MachException {
    try (message) {
      message.replySuccess();
      message.replySuccess();
    }
  }
}
