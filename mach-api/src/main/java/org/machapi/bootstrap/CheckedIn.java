package org.machapi.bootstrap;

import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** Takes over the receive right that a check-in brought. */
final class CheckedIn {
  private CheckedIn() {}

  /**
   * Adopts the right. If that fails it is given back, unless it is guarded: the wrong guard would
   * end the process.
   */
  static ReceiveRight adopt(Mach mach, int name) throws MachException {
    try {
      return ReceiveRight.adopt(mach, name);
    } catch (MachException e) {
      if (isWithoutGuard(mach, name)) {
        mach.library().mach_port_destruct(mach.taskSelf(), name, 0, 0);
      }
      throw e;
    }
  }

  private static boolean isWithoutGuard(Mach mach, int name) {
    NativeBuffer status = NativeBuffer.allocate(MachPortStatusLayout.SIZE + Integer.BYTES);
    status.putInt(MachPortStatusLayout.SIZE, MachPortStatusLayout.SIZE / Integer.BYTES);
    int code =
        mach.library()
            .mach_port_get_attributes(
                mach.taskSelf(),
                name,
                PortConstants.MACH_PORT_RECEIVE_STATUS,
                status.pointer(),
                status.pointer(MachPortStatusLayout.SIZE));
    int flags = status.getInt(MachPortStatusLayout.MPS_FLAGS);
    return code == KernReturnConstants.KERN_SUCCESS
        && (flags & PortConstants.MACH_PORT_STATUS_FLAG_GUARDED) == 0;
  }
}
