import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Something that owns a right is itself to be closed. */
final class WrapperForgotten {
  @InheritableMustCall("close")
  static final class Wrapper implements AutoCloseable {
    private final @Owning SendRight right;

    Wrapper(@Owning SendRight right) {
      this.right = right;
    }

    int name() {
      return right.name();
    }

    @Override
    @EnsuresCalledMethods(value = "this.right", methods = "close")
    public void close() {
      right.close();
    }
  }

  static int forget(ReceiveView port) {
    Wrapper wrapper = new Wrapper(port.makeSend()); // error: resource may leak: wrapper
    return wrapper.name();
  }
}
