import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** A class that owns a right has a close that closes it. */
@InheritableMustCall("close")
final class OwnerClass implements AutoCloseable {
  private final @Owning ReceiveRight port;

  OwnerClass(@Owning ReceiveRight port) {
    this.port = port;
  }

  static OwnerClass open() throws MachException {
    return new OwnerClass(ReceiveRight.allocate());
  }

  @NotOwning ReceiveRight port() {
    return port;
  }

  @Override
  @EnsuresCalledMethods(value = "this.port", methods = "close")
  public void close() {
    port.close();
  }

  static int use() throws MachException {
    try (OwnerClass owner = open()) {
      return owner.port().name();
    }
  }
}
