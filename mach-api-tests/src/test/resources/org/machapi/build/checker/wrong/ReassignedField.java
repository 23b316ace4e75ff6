import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.CreatesMustCallFor;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** An owning field gets a new right, and nobody is told. */
@InheritableMustCall("close")
final class ReassignedField implements AutoCloseable {
  private @Owning SendRight right;

  ReassignedField(@Owning SendRight right) {
    this.right = right;
  }

  void replaceCarelessly(ReceiveView port) { // error: owned field may be overwritten unnoticed
    right.close();
    right = port.makeSend();
  }

  @CreatesMustCallFor("this")
  void replaceWithoutClosing(ReceiveView port) {
    right = port.makeSend(); // error: field right (SendRight) may be overwritten without being closed
  }

  @Override
  @EnsuresCalledMethods(value = "this.right", methods = "close")
  public void close() {
    right.close();
  }
}
