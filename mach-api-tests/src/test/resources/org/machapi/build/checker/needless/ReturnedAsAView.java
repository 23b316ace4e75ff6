import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;

/** A view of what a field owns; {@code @NotOwning} on the result says so. */
@InheritableMustCall("close")
final class ReturnedAsAView implements AutoCloseable {
  private final @Owning ReceiveRight port;

  ReturnedAsAView(@Owning ReceiveRight port) {
    this.port = port;
  }

  ReceiveView port() {
    return port; // error: return
  }

  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  public void close() {
    port.close();
  }
}
