import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.MustCallAlias;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** A wrapper with a close of its own. */
final class AliasWrapper {
  @InheritableMustCall("close")
  static final class Logged implements AutoCloseable {
    private final @Owning SendRight right;

    @MustCallAlias Logged(@MustCallAlias SendRight right) {
      this.right = right;
    }

    @Override
    @EnsuresCalledMethods(value = "this.right", methods = "close")
    public void close() {
      right.close();
    }
  }

  static int use(ReceiveView port) throws MachException {
    SendRight right = port.makeSend();
    try (Logged logged = new Logged(right)) {
      return right.name();
    }
  }
}
