import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A record that owns: the canonical constructor in full, and an accessor that lends. */
@InheritableMustCall("close")
record OwnerRecord(@Owning SendRight right, int number) implements AutoCloseable {
  OwnerRecord(@Owning SendRight right, int number) {
    this.right = right;
    this.number = number;
  }

  @Override
  public @NotOwning SendRight right() {
    return right;
  }

  @Override
  @EnsuresCalledMethods(value = "this.right", methods = "close")
  public void close() {
    right.close();
  }

  static int use(ReceiveView port) throws MachException {
    try (OwnerRecord owner = new OwnerRecord(port.makeSend(), 1)) {
      return owner.right().name() + owner.number();
    }
  }
}
