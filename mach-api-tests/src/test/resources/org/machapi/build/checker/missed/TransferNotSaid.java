import org.machapi.SendRight;

/** A right given away by a raw call, and nobody tells its object. */
final class TransferNotSaid {
  static int silent(SendRight right) {
    return right.mach().library().mach_port_deallocate(right.mach().taskSelf(), right.name());
  }
}
