import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.CreatesMustCallFor;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A field that is null until it is opened: close what is there before, null or not. */
@InheritableMustCall("close")
final class OpenedLater implements AutoCloseable {
  private @Owning @Nullable SendRight right;

  @CreatesMustCallFor("this")
  void open(ReceiveView port) throws MachException {
    if (right == null) {
      right = port.makeSend(); // error: field right (SendRight) may be overwritten
    }
  }

  @Override
  @EnsuresCalledMethods(value = "this.right", methods = "close")
  public void close() {
    if (right != null) {
      right.close();
    }
  }
}
