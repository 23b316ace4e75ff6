package org.machapi.raw;

import jnr.ffi.Pointer;

/**
 * A {@link MachLibrary} that has the routines of macOS 13.0 too.
 *
 * <p>Nobody needs this type but the loader: it takes the default bodies away from the routines that
 * came with that release, so that JNR-FFI binds them. Call them through {@link MachLibrary}.
 */
public interface MacOs13Library extends BoundLibrary {

  @Override
  int host_get_io_main(int host, Pointer io_main);

  @Override
  int mach_msg2_trap(
      Pointer data,
      long options,
      long msgh_bits_and_send_size,
      long msgh_remote_and_local_port,
      long msgh_voucher_and_id,
      long desc_count_and_rcv_name,
      long rcv_size_and_priority,
      long timeout);

  @Override
  int mach_msg2_internal(
      Pointer data,
      long option64,
      long msgh_bits_and_send_size,
      long msgh_remote_and_local_port,
      long msgh_voucher_and_id,
      long desc_count_and_rcv_name,
      long rcv_size_and_priority,
      long timeout);

  @Override
  int task_map_kcdata_object_64(
      int task, int kcdata_object, Pointer kcd_addr_begin, Pointer kcd_size);
}
