import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;

/** Two fields; the second acquisition may fail. */
@InheritableMustCall("close")
final class OwnerOfTwo implements AutoCloseable {
  private final @Owning ReceiveRight port;
  private final @Owning SendRight right;

  private OwnerOfTwo(@Owning ReceiveRight port, @Owning SendRight right) {
    this.port = port;
    this.right = right;
  }

  static OwnerOfTwo open() throws MachException {
    ReceiveRight port = ReceiveRight.allocate();
    SendRight right;
    try {
      right = port.makeSend();
    } catch (MachException e) {
      port.close();
      throw e;
    }
    return new OwnerOfTwo(port, right);
  }

  @Override
  @EnsuresCalledMethods(
      value = {"this.port", "this.right"},
      methods = "close")
  @EnsuresCalledMethodsOnException(
      value = {"this.port", "this.right"},
      methods = "close")
  public void close() {
    try (port;
        right) {
      right.name();
    }
  }
}
