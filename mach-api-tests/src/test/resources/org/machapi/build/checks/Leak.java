import org.checkerframework.checker.mustcall.qual.InheritableMustCall;

/** Loses what it owns in three ways. */
final class Leak {
  @InheritableMustCall("close")
  static final class Right implements AutoCloseable {
    @Override
    public void close() {}
  }

  static void neverClosed() {
    Right right = new Right(); // error: required.method.not.called
  }

  static void droppedAtOnce() {
    new Right(); // error: required.method.not.called
  }

  static void closedOnOneBranchOnly(boolean sometimes) {
    Right right = new Right(); // error: required.method.not.called
    if (sometimes) {
      right.close();
    }
  }
}
