import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveRight;

/** A class that owns a right and offers no close. */
final class OwnedFieldWithoutClose {
  private final @Owning ReceiveRight port; // error: owned field may leak: nothing makes sure that field port (org.machapi.ReceiveRight) is closed

  OwnedFieldWithoutClose() {
    port = ReceiveRight.allocate();
  }

  int name() {
    return port.name();
  }
}
