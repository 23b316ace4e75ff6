import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.SendRight;

/** Given away on one branch only: the use behind it fails at run time. */
final class MovedOnOneBranch {
  static int sometimes(@Owning SendRight right, boolean move) {
    try (right) {
      if (move) {
        right.relinquish();
      }
      return right.name();
    }
  }
}
