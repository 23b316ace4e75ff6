package org.machapi.raw;

import jnr.ffi.Pointer;

/**
 * The two routines that carry messages, and that have more parameters than JNR-FFI passes quickly.
 *
 * <p>Nobody needs this type but the loader, which binds it with the foreign function API where the
 * virtual machine has one, and with JNR-FFI elsewhere. Call {@link MessageRoutines}.
 */
public interface MessageCalls {

  /**
   * Calls {@link MessageRoutines#mach_msg}; ownership and errors are told there.
   *
   * @param msg as there
   * @param option as there
   * @param send_size as there
   * @param rcv_size as there
   * @param rcv_name as there
   * @param timeout as there
   * @param notify as there
   * @return as there
   */
  int mach_msg(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify);

  /**
   * Calls {@link MessageRoutines#mach_msg_overwrite}; ownership and errors are told there.
   *
   * @param msg as there
   * @param option as there
   * @param send_size as there
   * @param rcv_size as there
   * @param rcv_name as there
   * @param timeout as there
   * @param notify as there
   * @param rcv_msg as there
   * @param rcv_limit as there
   * @return as there
   */
  int mach_msg_overwrite(
      Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      int rcv_name,
      int timeout,
      int notify,
      Pointer rcv_msg,
      int rcv_limit);
}
