import java.util.Optional;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Nor into an Optional. */
final class InAnOptional {
  static Optional<SendRight> perhaps(ReceiveView port) { // error: type argument
    return Optional.of(port.makeSend()); // error: owned into Optional.of & port right may leak
  }
}
