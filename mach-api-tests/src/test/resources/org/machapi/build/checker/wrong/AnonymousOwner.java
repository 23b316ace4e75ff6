import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A class without name that owns is as bad as one with a name. */
final class AnonymousOwner {
  static Runnable keep(ReceiveView port) {
    return new Runnable() {
      private final SendRight kept = port.makeSend(); // error: port right may leak

      @Override
      public void run() {
        kept.name();
      }
    };
  }
}
