import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.SendView;

/** A field that does not say that it owns: whoever stores a right there loses it. */
final class FieldWithoutOwning {
  private ReceiveRight port;

  void open() {
    port = ReceiveRight.allocate(); // error: port may leak: ReceiveRight.allocate()
  }

  FieldWithoutOwning(SendView right) {
    this.copy = right.copy(); // error: port right may leak: right.copy()
  }

  private final SendRight copy;
}
