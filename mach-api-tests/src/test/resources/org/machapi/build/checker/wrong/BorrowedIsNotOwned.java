import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.SendRight;

/** What is borrowed cannot be given to one who closes it. */
final class BorrowedIsNotOwned {
  static void use(@Owning SendRight right) {
    right.close();
  }

  static @NotOwning SendRight lent(@Owning SendRight right) { // error: port right may leak: right
    return right;
  }
}
