import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.GuardedName;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;

/** With its guard as without: who adopts a port owns it. */
final class GuardedNameAdoptedAndLost {
  static int adopted(Mach mach, GuardedName name) throws MachException {
    ReceiveRight port = ReceiveRight.adoptGuarded(mach, name.name(), name.guard()); // error: port may leak: port (ReceiveRight)
    return port.status().flags();
  }

  static int usedAfterItLeft(@Owning ReceiveRight port) {
    GuardedName name = port.relinquishGuarded();
    return name.name() + port.name(); // error: used after it was closed or given away
  }
}
