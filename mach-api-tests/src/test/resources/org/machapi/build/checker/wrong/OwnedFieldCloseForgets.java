import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;

/** The class has a close that forgets one of two fields. */
@InheritableMustCall("close")
final class OwnedFieldCloseForgets implements AutoCloseable {
  private final @Owning ReceiveRight port;
  private final @Owning SendRight right; // error: owned field may leak: nothing makes sure that field right

  OwnedFieldCloseForgets(@Owning ReceiveRight port, @Owning SendRight right) {
    this.port = port;
    this.right = right;
  }

  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  public void close() {
    port.close();
  }
}
