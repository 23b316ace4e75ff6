import org.checkerframework.checker.nullness.qual.Nullable;

/** Takes an absent value for a present one. */
final class PossibleNull {
  static int length(@Nullable String text) {
    return text.length(); // error: dereference.of.nullable
  }

  static String present(@Nullable String text) {
    return text; // error: return
  }
}
