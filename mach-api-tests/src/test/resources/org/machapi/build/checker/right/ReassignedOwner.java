import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.CreatesMustCallFor;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A field that gets a new right closes the old one, and says that there is one to close again. */
@InheritableMustCall("close")
final class ReassignedOwner implements AutoCloseable {
  private @Owning SendRight right;

  ReassignedOwner(@Owning SendRight right) {
    this.right = right;
  }

  @CreatesMustCallFor("this")
  void replace(ReceiveView port) throws MachException {
    right.close();
    right = port.makeSend();
  }

  @Override
  @EnsuresCalledMethods(value = "this.right", methods = "close")
  public void close() {
    right.close();
  }

  static void use(ReceiveView port) throws MachException {
    try (ReassignedOwner owner = new ReassignedOwner(port.makeSend())) {
      owner.replace(port);
    }
  }
}
