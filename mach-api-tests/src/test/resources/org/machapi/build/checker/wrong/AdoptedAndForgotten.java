import org.machapi.DeadName;
import org.machapi.Mach;
import org.machapi.SendRight;

/** Whoever adopts a raw name owns it. */
final class AdoptedAndForgotten {
  static boolean look(Mach mach, int name) {
    return SendRight.adopt(mach, name).isDead(); // error: port right may leak: SendRight.adopt(mach, name)
  }

  static void dead(Mach mach, int name) {
    DeadName.adopt(mach, name); // error: dead name may leak
  }
}
