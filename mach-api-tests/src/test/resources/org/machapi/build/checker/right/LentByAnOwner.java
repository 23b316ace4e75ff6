import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;

/** An owner that lends a view of what it owns says that the caller owns nothing. */
@InheritableMustCall("close")
final class LentByAnOwner implements AutoCloseable {
  private final @Owning ReceiveRight port = ReceiveRight.allocate();

  @NotOwning ReceiveView port() {
    return port;
  }

  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  public void close() {
    port.close();
  }
}
