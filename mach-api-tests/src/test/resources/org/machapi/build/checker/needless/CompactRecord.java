import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.SendRight;

/** A compact constructor hides which parameter goes where; write it in full. */
@InheritableMustCall("close")
record CompactRecord(@Owning SendRight right) implements AutoCloseable { // error: right
  CompactRecord {
    right.name();
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
}
