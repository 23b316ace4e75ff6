import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the other samples do wrong, done right. */
final class Correct {
  @InheritableMustCall("close")
  static final class Right implements AutoCloseable {
    int name() {
      return 0x103;
    }

    @Override
    public void close() {}
  }

  static int closed() {
    try (Right right = new Right()) {
      return right.name();
    }
  }

  static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
