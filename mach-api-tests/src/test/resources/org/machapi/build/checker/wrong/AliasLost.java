import org.checkerframework.checker.mustcall.qual.MustCallAlias;
import org.machapi.SendRight;

/** A wrapper that claims to stand for the right, and drops it. */
final class AliasLost {
  static @MustCallAlias SendRight logged(@MustCallAlias SendRight right) { // error: wrapper may lose what it was given
    return null;
  }
}
