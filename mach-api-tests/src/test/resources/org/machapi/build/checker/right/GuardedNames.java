import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.GuardedName;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** A port leaves with its guard, and is adopted with it again. */
final class GuardedNames {
  static GuardedName left() throws MachException {
    ReceiveRight port = ReceiveRight.allocate();
    return port.relinquishGuarded();
  }

  static ReceiveRight adopted(Mach mach, GuardedName name) throws MachException {
    return ReceiveRight.adoptGuarded(mach, name.name(), name.guard());
  }

  static ReceiveRight thereAndBack(@Owning ReceiveRight port) throws MachException {
    Mach mach = port.mach();
    GuardedName name = port.relinquishGuarded();
    return adopted(mach, name);
  }
}
