package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.PortConstants;

/** What the special ports of tasks, threads and the host have in common. */
final class SpecialPorts {
  private SpecialPorts() {}

  /**
   * Takes over a name that the kernel gave; null for the two names that own nothing: {@code
   * MACH_PORT_NULL} where nothing is kept, {@code MACH_PORT_DEAD} where what is kept has died.
   */
  static @Nullable SendRight adopt(Mach mach, int name) {
    return PortNames.isValid(name) ? SendRight.adoptUnchecked(mach, name) : null;
  }

  /** Lends what is to be kept; null for nothing. */
  static @Nullable Loan lend(@Nullable SendView right) {
    return right == null ? null : right.lend();
  }

  /** Returns the name that stands for what is to be kept. */
  static int name(@Nullable Loan loan) {
    return loan == null ? PortConstants.MACH_PORT_NULL : loan.name();
  }

  /** Throws if the kernel refused. */
  static void check(String routine, int code, SendView target, Object which) throws MachException {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException(routine, code, which + " of " + target + "." + advice(code));
    }
  }

  private static String advice(int code) {
    return switch (code) {
      case KernReturnConstants.KERN_INVALID_CAPABILITY ->
          " It gives more than the port it is asked of; ask the control port.";
      case KernReturnConstants.KERN_INVALID_RIGHT ->
          " A right that cannot leave its task, such as a read or inspect port, cannot be kept for"
              + " others. Of the own task and its threads use the special port KERNEL, which can.";
      default -> "";
    };
  }
}
