import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.ReceiveRight;

/** What the other samples do wrong, done right. */
final class Correct {
  static int closed() {
    try (ReceiveRight right = ReceiveRight.allocate()) {
      return right.name();
    }
  }

  static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
