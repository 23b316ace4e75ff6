import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.SendRight;

/** A parameter that is owned is as much to be closed as a variable. */
final class HelperThatOwnsForgets {
  static void use(@Owning SendRight right) { // error: port right may leak: right
    right.name();
  }

  static void useSometimes(@Owning SendRight right, boolean tidy) { // error: port right may leak: right
    if (tidy) {
      right.close();
    }
  }
}
