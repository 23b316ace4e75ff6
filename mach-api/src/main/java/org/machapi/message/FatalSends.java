package org.machapi.message;

import java.util.List;
import org.machapi.DeadNameException;
import org.machapi.KernelObject;
import org.machapi.MachException;
import org.machapi.SendView;

/** Refuses, before the kernel hears of it, what macOS kills the process for. */
final class FatalSends {
  private FatalSends() {}

  /**
   * A plain message to a kernel object is fatal (XNU
   * osfmk/ipc/ipc_policy.c:ipc_validate_kmsg_dest_from_user).
   */
  static void refuseKernelObject(SendView destination) throws MachException {
    KernelObject object = destination.kernelObject();
    if (!object.isNone()) {
      throw new IllegalArgumentException(
          destination
              + " stands for "
              + object
              + ", a kernel object: macOS kills a process that sends it a plain message. Call its"
              + " routine instead.");
    }
  }

  static void refuseImmovable(List<SendView> rights) throws MachException {
    for (SendView right : rights) {
      refuseImmovable(right);
    }
  }

  /**
   * To copy or move an immovable right is fatal (XNU
   * osfmk/ipc/ipc_policy.c:mach_port_guard_exception_immovable).
   */
  static void refuseImmovable(SendView right) throws MachException {
    if (isImmovable(right)) {
      throw new IllegalArgumentException(
          right
              + " is a read or inspect port, which must not leave its task: macOS kills a process"
              + " that sends one");
    }
  }

  private static boolean isImmovable(SendView right) throws MachException {
    try {
      return right.kernelObject().isImmovable();
    } catch (DeadNameException e) {
      // A dead name may travel; it arrives as MACH_PORT_DEAD.
      return false;
    }
  }
}
