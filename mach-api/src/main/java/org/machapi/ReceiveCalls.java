package org.machapi;

import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachPortLimitsLayout;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** Calls on a port through its receive right, by name. */
final class ReceiveCalls {
  private static final long MAX_COUNT = 0xffff_ffffL;

  private ReceiveCalls() {}

  static ReceiveStatus status(Mach mach, int name) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int words = MachPortStatusLayout.SIZE / Integer.BYTES;
    scratch.putInt(MachPortStatusLayout.SIZE, words);
    int code =
        mach.library()
            .mach_port_get_attributes(
                mach.taskSelf(),
                name,
                PortConstants.MACH_PORT_RECEIVE_STATUS,
                scratch.pointer(),
                scratch.pointer(MachPortStatusLayout.SIZE));
    check(mach, "mach_port_get_attributes", code, name);
    return ReceiveStatus.read(scratch);
  }

  static void setMakeSendCount(Mach mach, int name, long count) throws MachException {
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a make-send count from 0 to 2^32 - 1, not " + count);
    }
    int code = mach.library().mach_port_set_mscount(mach.taskSelf(), name, (int) count);
    check(mach, "mach_port_set_mscount", code, name);
  }

  static void setQueueLimit(Mach mach, int name, int messages) throws MachException {
    NativeBuffer scratch = Scratch.get();
    scratch.putInt(MachPortLimitsLayout.MPL_QLIMIT, messages);
    int code =
        mach.library()
            .mach_port_set_attributes(
                mach.taskSelf(),
                name,
                PortConstants.MACH_PORT_LIMITS_INFO,
                scratch.pointer(),
                MachPortLimitsLayout.SIZE / Integer.BYTES);
    check(mach, "mach_port_set_attributes", code, name);
  }

  static long context(Mach mach, int name) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code = mach.library().mach_port_get_context(mach.taskSelf(), name, scratch.pointer());
    check(mach, "mach_port_get_context", code, name);
    return scratch.getLong(0);
  }

  private static void check(Mach mach, String routine, int code, int name) throws MachException {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure(routine, code, name);
    }
  }
}
