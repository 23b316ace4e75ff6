package org.machapi;

import org.machapi.raw.MachLibrary;
import org.machapi.raw.PortConstants;

/** Guards a receive right again that a failed send gave back. */
final class ReturnedGuard {
  private ReturnedGuard() {}

  /**
   * Puts the guard on that the right had, in place of what the kernel put on. Never throws: what is
   * refused is logged.
   *
   * @param found the guard in the message; 0 for none, and for one that is 0
   */
  static void replace(ReceiveRight right, int name, long found, long guard, boolean strict) {
    Mach mach = right.mach();
    MachLibrary library = mach.library();
    int self = mach.taskSelf();
    boolean guarded = found != 0;
    if (!guarded) {
      try {
        ReceiveStatus status = ReceiveCalls.status(mach, name);
        guarded = status.isGuarded();
        if (guarded && (status.isStrictlyGuarded() || ReceiveCalls.context(mach, name) != found)) {
          // It is that of before, which no kernel puts on: the send failed before it was taken.
          return;
        }
      } catch (MachException e) {
        // Somebody else has released it; to guard it will be refused, and told.
        guarded = false;
      }
    }
    if (guarded) {
      // It may be 0: up to macOS 14 it is the address where the thread received last (XNU 10063,
      // osfmk/ipc/ipc_right.c:ipc_right_copyout), and a thread that never did has none.
      mach.guardRefused(right, "mach_port_unguard", library.mach_port_unguard(self, name, found));
    }
    int flags = strict ? PortConstants.MPG_STRICT : 0;
    mach.guardRefused(right, "mach_port_guard", library.mach_port_guard(self, name, guard, flags));
  }
}
