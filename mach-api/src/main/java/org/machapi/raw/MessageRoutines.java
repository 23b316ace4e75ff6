package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/message.h>} that this library binds. */
public interface MessageRoutines {

  /**
   * {@code mach_msg_return_t mach_msg(mach_msg_header_t* msg, mach_msg_option_t option,
   * mach_msg_size_t send_size, mach_msg_size_t rcv_size, mach_port_name_t rcv_name,
   * mach_msg_timeout_t timeout, mach_port_name_t notify)}.
   */
  int mach_msg(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify);
}
