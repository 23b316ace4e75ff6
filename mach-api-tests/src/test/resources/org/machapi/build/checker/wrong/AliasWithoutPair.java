import org.checkerframework.checker.mustcall.qual.MustCallAlias;
import org.machapi.SendRight;

/** The annotation on one side only says nothing. */
final class AliasWithoutPair {
  static SendRight logged(@MustCallAlias SendRight right) { // error: @MustCallAlias comes in pairs
    return right; // error: return
  }
}
