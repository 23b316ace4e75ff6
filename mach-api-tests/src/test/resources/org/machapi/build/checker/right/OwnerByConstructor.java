import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** A constructor that acquires itself; if it fails, nothing is there. */
@InheritableMustCall("close")
final class OwnerByConstructor implements AutoCloseable {
  private final @Owning ReceiveRight port;

  OwnerByConstructor() throws MachException {
    port = ReceiveRight.allocate();
  }

  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  public void close() {
    port.close();
  }
}
