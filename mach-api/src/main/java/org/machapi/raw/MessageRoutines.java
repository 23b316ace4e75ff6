package org.machapi.raw;

import jnr.ffi.Pointer;

/** Messages: the routines of {@code <mach/message.h>} that this library binds. */
public interface MessageRoutines {

  /**
   * Sends a message, receives one, or does both in this order.
   *
   * <p>{@code mach_msg_return_t mach_msg(mach_msg_header_t *msg, mach_msg_option_t option,
   * mach_msg_size_t send_size, mach_msg_size_t rcv_size, mach_port_name_t rcv_name,
   * mach_msg_timeout_t timeout, mach_port_name_t notify)}
   *
   * <p><b>Ownership.</b> Sending. Before: the caller holds the rights that the dispositions need.
   * After success: moved rights ({@code MACH_MSG_TYPE_MOVE_*}) are no longer the caller's, copied
   * ones and those that others were made from still are; out-of-line memory sent with the
   * deallocate flag is unmapped. After failure it depends on the code:
   *
   * <ul>
   *   <li>{@code MACH_SEND_INVALID_DEST}, {@code _INVALID_REPLY}, {@code _INVALID_VOUCHER}, {@code
   *       _INVALID_HEADER}, {@code _INVALID_TYPE}, {@code _INVALID_DATA}, {@code _MSG_TOO_SMALL},
   *       {@code _TOO_LARGE}: nothing was touched; nor after {@code _NO_BUFFER} or the bare {@code
   *       MACH_MSG_VM_KERNEL} where the buffer is as it was.
   *   <li>{@code MACH_SEND_NO_GRANT_DEST}, {@code _MSG_FILTERED}, {@code _INVALID_OPTIONS}: the
   *       moved rights of the header are lost, those of the body are still the caller's.
   *   <li>{@code MACH_SEND_INVALID_RIGHT}, {@code _INVALID_MEMORY}, and {@code MACH_MSG_VM_KERNEL}
   *       for out-of-line memory: the header and all descriptors before the bad one are lost, those
   *       behind it are still the caller's.
   *   <li>{@code MACH_SEND_TIMED_OUT}, {@code _INTERRUPTED}, {@code _INVALID_CONTEXT}, and {@code
   *       _NO_BUFFER} where the queue is at the limit of the kernel: the message comes back in the
   *       buffer, with dispositions as if it had been received and with rights that the caller
   *       owns. A copied or made send right is one more reference than before; a send-once right
   *       that was made has a name now; out-of-line memory is at another address; a receive right
   *       may have lost its guard and changed its name. Ports are not swapped. Send the buffer as
   *       it is, or give all of it back, the local port included.
   * </ul>
   *
   * <p>Receiving. After success: the caller owns what the header and the descriptors name: the
   * right in the remote port to be used for a reply or released with {@link
   * MachPortRoutines#mach_port_deallocate}, rights in descriptors likewise (receive rights with
   * {@link MachPortRoutines#mach_port_destruct}), the voucher if it was asked for, and out-of-line
   * memory to be released with {@link MachVmRoutines#mach_vm_deallocate}. The local port is the
   * name of the receive right that the message came to, and owns nothing. After {@code
   * MACH_RCV_BODY_ERROR} the same; what could not be given has the name {@code MACH_PORT_NULL} or
   * the address 0. After {@code MACH_RCV_TOO_LARGE} without {@code MACH_RCV_LARGE} and {@code
   * MACH_RCV_HEADER_ERROR}: the message is destroyed with all it carried. After any other failure:
   * nothing.
   *
   * <p>The system library tries an interrupted send or receive again unless {@code
   * MACH_SEND_INTERRUPT} or {@code MACH_RCV_INTERRUPT} is given; since an interrupted send has
   * moved rights already, a second try can leave references behind: give {@code
   * MACH_SEND_INTERRUPT}. A success does not mean that the message arrives: where the destination
   * dies meanwhile the kernel drops it. {@code mach_msg_destroy} of the system library leaves the
   * local port of a message that came back alone.
   *
   * @param msg the message to send, and the buffer to receive into: the header, at least; see
   *     {@link MachMsgLayout}
   * @param option {@code MACH_SEND_MSG}, {@code MACH_RCV_MSG} and other options
   * @param send_size bytes to send; a multiple of 4; 0 if nothing is sent
   * @param rcv_size bytes of the buffer, room for the trailer included; 0 if nothing is received
   * @param rcv_name the receive right or port set to receive from; not consumed
   * @param timeout milliseconds, for {@code MACH_SEND_TIMEOUT} and {@code MACH_RCV_TIMEOUT}, for
   *     each of the two
   * @param notify for {@code MACH_SEND_OVERRIDE} a priority; else {@code MACH_PORT_NULL}, or with
   *     {@code MACH_RCV_SYNC_WAIT} a name
   * @return {@code MACH_MSG_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_*}: sending failed, and nothing was received: see {@link
   *           MessageConstants}.
   *       <li>{@code MACH_RCV_*}: receiving failed: see {@link MessageConstants}.
   *       <li>{@code MACH_SEND_INVALID_DEST}: the destination is null, dead or no send right.
   *       <li>{@code MACH_SEND_TIMED_OUT}: the queue stayed full.
   *       <li>{@code MACH_RCV_TIMED_OUT}: no message came.
   *       <li>{@code MACH_RCV_TOO_LARGE}: the buffer is too small for message and trailer; with
   *           {@code MACH_RCV_LARGE} the message stays queued, and {@code msgh_size} tells its size
   *           without the trailer.
   *       <li>{@code MACH_RCV_INVALID_NAME}: {@code rcv_name} is no receive right or port set.
   *       <li>{@code MACH_RCV_PORT_CHANGED}: the receive right was moved or destroyed while
   *           waiting.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): a right is to be moved or copied that
   *           cannot leave the task, such as a read or inspect port of a thread or task.
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): a message is sent to an object of
   *           the kernel without receiving the reply, by a hardened or a new program.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): a guarded descriptor has another
   *           guard than the port.
   *       <li>{@code kGUARD_EXC_MSG_FILTERED} (always fatal): the sandbox refuses the message, and
   *           {@code MACH_SEND_FILTER_NONFATAL} is not given.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): the last reference of a pinned
   *           port is to be moved.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_REPLY} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_VOUCHER} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): as the error.
   *       <li>{@code kGUARD_EXC_RCV_INVALID_NAME} (optional): {@code rcv_name} is neither a receive
   *           right nor a set.
   *     </ul>
   *     <p>Versions: From macOS 10.12.2 on a received send right to a port whose references are
   *     pegged at 65,535 adds none. Where the receive right is destroyed or moved while waiting,
   *     older releases answer {@code MACH_RCV_PORT_DIED} or {@code MACH_RCV_IN_SET}.
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg}; {@code osfmk/ipc/mach_msg.c:
   *     mach_msg_receive_results}; {@code osfmk/ipc/ipc_kmsg.c: ipc_kmsg_copyin_from_user,
   *     ipc_kmsg_copyout_pseudo}.
   */
  int mach_msg(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify);
}
