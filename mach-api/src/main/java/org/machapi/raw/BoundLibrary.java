package org.machapi.raw;

import jnr.ffi.Pointer;

/**
 * A {@link MachLibrary} as the loader binds it: JNR-FFI implements it, except for the routines that
 * carry messages, which take a faster way where there is one.
 *
 * <p>Nobody needs this type but the loader. Call the routines through {@link MachLibrary}.
 */
public interface BoundLibrary extends MachLibrary {

  @Override
  default int mach_msg(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify) {
    return MessageCallsTable.of(this)
        .mach_msg(msg, option, send_size, rcv_size, rcv_name, timeout, notify);
  }

  @Override
  default int mach_msg_overwrite(
      Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      int rcv_name,
      int timeout,
      int notify,
      Pointer rcv_msg,
      int rcv_limit) {
    return MessageCallsTable.of(this)
        .mach_msg_overwrite(
            msg, option, send_size, rcv_size, rcv_name, timeout, notify, rcv_msg, rcv_limit);
  }
}
