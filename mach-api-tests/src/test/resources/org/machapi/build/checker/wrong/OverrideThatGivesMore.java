import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** What the caller does not own by the supertype it does not own by the subtype. */
final class OverrideThatGivesMore {
  interface Source {
    @NotOwning SendRight get();
  }

  static final class Generous implements Source {
    private final ReceiveView port;

    Generous(ReceiveView port) {
      this.port = port;
    }

    @Override
    public SendRight get() { // error: ownership of the result is not what the overridden method promises
      return port.makeSend();
    }
  }
}
