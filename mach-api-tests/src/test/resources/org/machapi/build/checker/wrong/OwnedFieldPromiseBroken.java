import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveRight;

/** A close that says it closes the field, and does not always. */
@InheritableMustCall("close")
final class OwnedFieldPromiseBroken implements AutoCloseable {
  private final @Owning ReceiveRight port;
  private boolean tidy;

  OwnedFieldPromiseBroken(@Owning ReceiveRight port) {
    this.port = port;
  }

  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  public void close() { // error: contracts.postcondition
    if (tidy) {
      port.close();
    }
  }
}
