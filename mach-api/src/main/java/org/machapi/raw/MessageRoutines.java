package org.machapi.raw;

import static org.machapi.raw.RightKind.DEAD_NAME;
import static org.machapi.raw.RightKind.NAME;
import static org.machapi.raw.RightKind.PORT_SET;
import static org.machapi.raw.RightKind.RECEIVE_OR_SET;
import static org.machapi.raw.RightKind.SEND_ONCE;
import static org.machapi.raw.RightKind.VOUCHER;

import jnr.ffi.Pointer;
import jnr.ffi.types.u_int8_t;

/** Messages: the routines of {@code <mach/message.h>} that this library binds. */
public interface MessageRoutines {

  /**
   * Sends a message, receives one, or does both in this order.
   *
   * <p>{@code mach_msg_return_t mach_msg(mach_msg_header_t *msg, mach_msg_option_t option,
   * mach_msg_size_t send_size, mach_msg_size_t rcv_size, mach_port_name_t rcv_name,
   * mach_msg_timeout_t timeout, mach_port_name_t notify)}
   *
   * <p>{@ownership}
   *
   * <p>Sending. Before: the caller holds the rights that the dispositions need. After success:
   * moved rights ({@code MACH_MSG_TYPE_MOVE_*}) are no longer the caller's, copied ones and those
   * that others were made from still are; out-of-line memory sent with the deallocate flag is
   * unmapped. After failure it depends on the code:
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
   * name of the receive right that the message came to, and owns nothing. A right in a guarded
   * descriptor is destroyed, and its name is {@code MACH_PORT_NULL}, unless {@code
   * MACH_RCV_GUARDED_DESC} was given. After {@code MACH_RCV_BODY_ERROR} the same as after success;
   * what could not be given has the name {@code MACH_PORT_NULL} or the address 0. After {@code
   * MACH_RCV_TOO_LARGE} without {@code MACH_RCV_LARGE} and {@code MACH_RCV_HEADER_ERROR}: the
   * message is destroyed with all it carried. After {@code MACH_RCV_INVALID_DATA} the rights and
   * the memory can be in the task already, under names and addresses that nobody was told. After
   * any other failure: nothing.
   *
   * <p>The system library tries an interrupted send or receive again unless {@code
   * MACH_SEND_INTERRUPT} or {@code MACH_RCV_INTERRUPT} is given; since an interrupted send has
   * moved rights already, a second try can leave references behind: give {@code
   * MACH_SEND_INTERRUPT}. A success does not mean that the message arrives: where the destination
   * dies meanwhile the kernel drops it, and so it does where a receive right is sent to itself.
   * {@code mach_msg_destroy} of the system library leaves the local port of a message that came
   * back alone.
   *
   * <p>Objects of the kernel are no destinations: this routine marks its message as one for a
   * queue, and the kernel kills a program that sends such a message to a task, thread, host or
   * other object of its own. Call their routines instead. A receive buffer needs {@code msgh_size}
   * bytes and those of the trailer that was asked for, 8 at least. The old manual page's {@code
   * MACH_SEND_CANCEL} and {@code MACH_RCV_NOTIFY} are gone, and its {@code MACH_RCV_OVERWRITE} is
   * 0.
   *
   * @param msg the message to send, and the buffer to receive into: the header, at least; see
   *     {@link MachMsgLayout}
   * @param option {@code MACH_SEND_MSG}, {@code MACH_RCV_MSG} and other options; with neither of
   *     the two nothing happens
   * @param send_size bytes to send; a multiple of 4; 0 if nothing is sent
   * @param rcv_size bytes of the buffer, room for the trailer included; 0 if nothing is received
   * @param rcv_name the receive right or port set to receive from
   * @param timeout milliseconds, for {@code MACH_SEND_TIMEOUT} and {@code MACH_RCV_TIMEOUT}, for
   *     each of the two
   * @param notify for {@code MACH_SEND_OVERRIDE} a priority, see {@link #mach_msg_priority_encode};
   *     else {@code MACH_PORT_NULL}, or with {@code MACH_RCV_SYNC_WAIT} and no send a name: the
   *     send right that the thread waits for
   * @return {@code MACH_MSG_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_*}: sending failed, and nothing was received: see {@link
   *           MessageConstants}.
   *       <li>{@code MACH_RCV_*}: receiving failed: see {@link MessageConstants}.
   *       <li>{@code MACH_SEND_INVALID_DATA}: the message cannot be read at {@code msg}.
   *       <li>{@code MACH_SEND_MSG_TOO_SMALL}: {@code send_size} is less than the header of 24
   *           bytes or no multiple of 4, or the descriptors do not fit.
   *       <li>{@code MACH_SEND_TOO_LARGE}: the message is larger than 48 megabytes less a trailer,
   *           or it carries more than 16,383 rights.
   *       <li>{@code MACH_SEND_INVALID_HEADER}: a disposition is none of a send or send-once right;
   *           the remote port has none; or the local port has a name and none.
   *       <li>{@code MACH_SEND_INVALID_DEST}: the destination is null, dead or no send right.
   *       <li>{@code MACH_SEND_INVALID_REPLY}: the caller lacks the right that the local port
   *           needs, or that right cannot be moved; a reply port was given otherwise than with
   *           {@code MACH_MSG_TYPE_MAKE_SEND_ONCE}; or the destination demands a reply port.
   *       <li>{@code MACH_SEND_INVALID_VOUCHER}: the voucher port names no voucher, or has a
   *           disposition other than {@code MACH_MSG_TYPE_MOVE_SEND} and {@code
   *           MACH_MSG_TYPE_COPY_SEND}.
   *       <li>{@code MACH_SEND_INVALID_TYPE}: a descriptor has an unknown type, an unknown copy
   *           option or bad guard flags.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller lacks a right that a descriptor needs, or
   *           that right cannot be moved.
   *       <li>{@code MACH_SEND_INVALID_MEMORY}: out-of-line memory cannot be read, or taken away.
   *       <li>{@code MACH_MSG_VM_KERNEL}: too much out-of-line memory for one message, or the
   *           kernel has too little.
   *       <li>{@code MACH_SEND_NO_GRANT_DEST}: the destination accepts no rights in messages.
   *       <li>{@code MACH_SEND_MSG_FILTERED}: the sandbox refuses the message.
   *       <li>{@code MACH_SEND_INVALID_OPTIONS}: the destination is an object of the kernel; the
   *           guard exception comes first.
   *       <li>{@code MACH_SEND_TIMED_OUT}: the queue stayed full.
   *       <li>{@code MACH_SEND_INTERRUPTED}: the thread was interrupted while the queue was full,
   *           and {@code MACH_SEND_INTERRUPT} was given.
   *       <li>{@code MACH_SEND_NO_BUFFER}: the kernel has no memory for the message; or the queue
   *           is at the limit of the kernel, 65,534 messages.
   *       <li>{@code MACH_RCV_TIMED_OUT}: no message came.
   *       <li>{@code MACH_RCV_INTERRUPTED}: the thread was interrupted while it waited, and {@code
   *           MACH_RCV_INTERRUPT} was given.
   *       <li>{@code MACH_RCV_TOO_LARGE}: the buffer is too small for message and trailer; with
   *           {@code MACH_RCV_LARGE} the message stays queued, and {@code msgh_size} tells its size
   *           without the trailer.
   *       <li>{@code MACH_RCV_INVALID_NAME}: {@code rcv_name} is no receive right or port set.
   *       <li>{@code MACH_RCV_INVALID_NOTIFY}: with {@code MACH_RCV_SYNC_WAIT}, {@code rcv_name} is
   *           not the thread's own reply port for such waits, or {@code notify} is {@code
   *           MACH_PORT_DEAD}.
   *       <li>{@code MACH_RCV_INVALID_DATA}: the buffer cannot be written.
   *       <li>{@code MACH_RCV_HEADER_ERROR}: there is no room for the names in the header; with
   *           {@code MACH_MSG_IPC_SPACE}.
   *       <li>{@code MACH_RCV_BODY_ERROR}: some rights or memory could not be given; with one or
   *           more of {@code MACH_MSG_IPC_SPACE}, {@code MACH_MSG_IPC_KERNEL}, {@code
   *           MACH_MSG_VM_SPACE} and {@code MACH_MSG_VM_KERNEL}.
   *       <li>{@code MACH_RCV_PORT_CHANGED}: the receive right was moved or destroyed while
   *           waiting; the header's remark that it is not returned any more is wrong.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): a right is to be moved or copied that
   *           cannot leave the task, such as a read or inspect port of a thread or task.
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): the destination is an object of
   *           the kernel other than a timer; for a hardened program, a timer too.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): a guarded descriptor has another
   *           guard than the port.
   *       <li>{@code kGUARD_EXC_MSG_FILTERED} (always fatal): the sandbox refuses the message, and
   *           {@code MACH_SEND_FILTER_NONFATAL} is not given.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): the last reference of a pinned
   *           port is to be moved.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_REPLY} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_VOUCHER} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): as the error.
   *       <li>{@code kGUARD_EXC_REQUIRE_REPLY_PORT_SEMANTICS} (optional): the destination demands
   *           that the local port be a reply port, and it is none.
   *       <li>{@code kGUARD_EXC_RCV_INVALID_NAME} (optional): {@code rcv_name} is neither a receive
   *           right nor a set.
   *     </ul>
   *     <p>Versions: From macOS 10.12.2 on a received send right to a port whose references are
   *     pegged at 65,535 adds none. Where the receive right is destroyed or moved while waiting,
   *     older releases answer {@code MACH_RCV_PORT_DIED} or {@code MACH_RCV_IN_SET}. Until macOS 12
   *     objects of the kernel can be destinations. Until macOS 14.3 the kernel takes the header
   *     before it looks at all of the descriptors: its rights can be lost after {@code
   *     MACH_SEND_INVALID_TYPE}, {@code MACH_SEND_TOO_LARGE} and {@code MACH_SEND_MSG_TOO_SMALL}
   *     too. {@code MACH_SEND_INVALID_CONTEXT} and {@code MACH_RCV_INVALID_REPLY} come only from a
   *     kernel booted with {@code ipc_strict_reply}.
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg}; {@code osfmk/ipc/mach_msg.c:
   *     mach_msg_trap_send, mach_msg_receive_results}; {@code osfmk/ipc/ipc_kmsg.c:
   *     ipc_kmsg_copyin_from_user, ipc_kmsg_copyout_pseudo}; {@code osfmk/ipc/ipc_mqueue.c:
   *     ipc_mqueue_send_locked}; {@code osfmk/ipc/ipc_policy.c: ipc_validate_kmsg_dest_from_user}.
   */
  int mach_msg(
      @ByMessage Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      @Borrowed(RECEIVE_OR_SET) int rcv_name,
      int timeout,
      @Borrowed(NAME) int notify);

  /**
   * Sends a message and receives one into another buffer.
   *
   * <p>{@code mach_msg_return_t mach_msg_overwrite(mach_msg_header_t *msg, mach_msg_option_t
   * option, mach_msg_size_t send_size, mach_msg_size_t rcv_size, mach_port_name_t rcv_name,
   * mach_msg_timeout_t timeout, mach_port_name_t notify, mach_msg_header_t *rcv_msg,
   * mach_msg_size_t rcv_limit)}
   *
   * <p>{@ownership}
   *
   * <p>It is {@link #mach_msg} with two buffers, and all that is said there of messages, rights and
   * errors holds here; {@code mach_msg} is this routine without {@code rcv_msg}. A message that
   * could not be sent comes back in {@code msg}, not in {@code rcv_msg}.
   *
   * <p>The header and the old manual page tell of instructions in the receive buffer that say where
   * received memory is to go ({@code MACH_RCV_OVERWRITE}). Today's kernels have no such thing: the
   * receive buffer is written only, and {@code rcv_limit} is not looked at. It is {@code rcv_size}
   * that limits {@code rcv_msg}.
   *
   * <p>{@code msg} must point to a header of 24 bytes even if nothing is sent: from macOS 13 on the
   * system library reads it there, and with {@code MACH_RCV_SYNC_WAIT} and no send writes {@code
   * notify} into its {@code msgh_remote_port}.
   *
   * @param msg the message to send; also the buffer to receive into if {@code rcv_msg} is null
   * @param option {@code MACH_SEND_MSG}, {@code MACH_RCV_MSG} and other options
   * @param send_size bytes to send; a multiple of 4; 0 if nothing is sent
   * @param rcv_size bytes of the buffer that is received into, room for the trailer included; 0 if
   *     nothing is received
   * @param rcv_name the receive right or port set to receive from
   * @param timeout milliseconds, for {@code MACH_SEND_TIMEOUT} and {@code MACH_RCV_TIMEOUT}, for
   *     each of the two
   * @param notify for {@code MACH_SEND_OVERRIDE} a priority; else {@code MACH_PORT_NULL}, or with
   *     {@code MACH_RCV_SYNC_WAIT} and no send a name
   * @param rcv_msg receives the message; null: {@code msg} does
   * @param rcv_limit not used; 0
   * @return {@code MACH_MSG_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_*}: sending failed, and nothing was received: as with {@link
   *           #mach_msg}.
   *       <li>{@code MACH_RCV_*}: receiving failed: as with {@link #mach_msg}.
   *       <li>{@code MACH_MSG_VM_KERNEL}: too much out-of-line memory was to be sent.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_MSG_FILTERED} (always fatal): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_REPLY} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_VOUCHER} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): as the error.
   *       <li>{@code kGUARD_EXC_REQUIRE_REPLY_PORT_SEMANTICS} (optional): as with {@link
   *           #mach_msg}.
   *       <li>{@code kGUARD_EXC_RCV_INVALID_NAME} (optional): as with {@link #mach_msg}.
   *     </ul>
   *     <p>Versions: Until macOS 12 {@code msg} is not read where nothing is sent, and can be null.
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg_overwrite}; {@code
   *     osfmk/ipc/mach_msg.c: mach_msg2_trap, mach_msg_receive_pseudo}.
   */
  int mach_msg_overwrite(
      @ByMessage Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      @Borrowed(RECEIVE_OR_SET) int rcv_name,
      int timeout,
      @Borrowed(NAME) int notify,
      @ByMessage Pointer rcv_msg,
      int rcv_limit);

  /**
   * Sends a message, receives one, or does both, with the header in the arguments.
   *
   * <p>{@code mach_msg_return_t mach_msg2_internal(void *data, mach_msg_option64_t option64,
   * uint64_t msgh_bits_and_send_size, uint64_t msgh_remote_and_local_port, uint64_t
   * msgh_voucher_and_id, uint64_t desc_count_and_rcv_name, uint64_t rcv_size_and_priority, uint64_t
   * timeout)}
   *
   * <p>{@ownership}
   *
   * <p>It is what {@link #mach_msg} ends in. {@code <mach/message.h>} declares it for Apple's own
   * programs only, which call it by the inline function {@code mach_msg2}. All that is said of
   * {@link #mach_msg} about rights, memory and errors holds here. The differences:
   *
   * <ul>
   *   <li>The header and the number of descriptors that are sent are those of the arguments. The
   *       first 24 bytes of the buffer, and the next 4 of a complex message, are not read; what
   *       follows is the body. A message that could not be sent comes back in the buffer, its
   *       header included: the arguments must be made anew from it before another try.
   *   <li>A send names what its destination is by exactly one of {@code MACH64_SEND_KOBJECT_CALL},
   *       0x2_0000_0000, an object of the kernel; {@code MACH64_SEND_MQ_CALL}, 0x4_0000_0000, a
   *       queue; {@code MACH64_SEND_DK_CALL}, 0x10_0000_0000, an object of a driver outside the
   *       kernel. A wrong word kills the program. A timer counts as a queue. ({@code
   *       MACH64_SEND_ANY}, 0x8_0000_0000, is not checked; it is there for old simulators.)
   *   <li>A message to an object of the kernel carries at most 3 descriptors, and is to be sent
   *       together with the receiving of its reply ({@code MACH_RCV_MSG}).
   *   <li>With {@code MACH64_MSG_VECTOR}, 0x1_0000_0000, {@code data} is an array of one or two
   *       vectors of 24 bytes: the address to send from, the address to receive into (0: the same),
   *       both of 64 bits, the bytes to send and the bytes of room, both of 32 bits. The first is
   *       the message, the second auxiliary data with a header of 8 bytes. Sizes in the arguments
   *       then count vectors. For queues only.
   * </ul>
   *
   * <p>The library's second try of an interrupted send gives the kernel the same arguments again,
   * although the first has changed the caller's rights: give {@code MACH_SEND_INTERRUPT}.
   *
   * @param data the message to send, and the buffer to receive into: 24 bytes of header, at least;
   *     or vectors
   * @param option64 the options of {@link #mach_msg} in the low 32 bits, and the above
   * @param msgh_bits_and_send_size low 32 bits: {@code msgh_bits}; high: bytes to send, or number
   *     of vectors
   * @param msgh_remote_and_local_port low 32 bits: the name of the destination, or with {@code
   *     MACH_RCV_SYNC_WAIT} and no send that of the send right waited for; high: the local port
   * @param msgh_voucher_and_id low 32 bits: the name of the voucher; high: {@code msgh_id}
   * @param desc_count_and_rcv_name low 32 bits: how many descriptors are sent, 0 if the message is
   *     not complex; high: the receive right or port set to receive from, which stays the caller's
   * @param rcv_size_and_priority low 32 bits: bytes of the buffer, room for the trailer included,
   *     or number of vectors; high: the priority, for {@code MACH_SEND_OVERRIDE}
   * @param timeout milliseconds, as with {@link #mach_msg}; only the low 32 bits count
   * @return {@code MACH_MSG_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_*}: sending failed, and nothing was received: as with {@link
   *           #mach_msg}.
   *       <li>{@code MACH_RCV_*}: receiving failed: as with {@link #mach_msg}.
   *       <li>{@code MACH_SEND_INVALID_OPTIONS}: as the guard exception, which comes first. Where
   *           the options alone are wrong nothing was touched.
   *       <li>{@code MACH_SEND_TOO_LARGE}: also: descriptors are counted but the message is not
   *           complex, or more than 3 go to an object of the kernel.
   *       <li>{@code MACH_SEND_INVALID_DATA}: also: there are more than two vectors, they cannot be
   *           read, or one that is sent has the address 0.
   *       <li>{@code MACH_SEND_MSG_TOO_SMALL}: also: there is no vector to send.
   *       <li>{@code MACH_SEND_AUX_TOO_SMALL}: the auxiliary data has less than 8 bytes, and is not
   *           empty.
   *       <li>{@code MACH_SEND_AUX_TOO_LARGE}: the auxiliary data is larger than 1,024 bytes.
   *       <li>{@code MACH_RCV_INVALID_ARGUMENTS}: there are no vectors to receive into, more than
   *           two, or unreadable ones, or that of the auxiliary data has no address or less than 8
   *           bytes of room. No message was lost; but one can have been sent.
   *       <li>{@code MACH_MSG_VM_KERNEL}: too much out-of-line memory was to be sent.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): the option that names the
   *           destination is missing, wrong, or not the only one; vectors do not go to a queue; or
   *           a message is sent to an object of the kernel without receiving the reply, by a
   *           hardened program, by one built for macOS 15 or later, or with a local port.
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_MSG_FILTERED} (always fatal): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): as with {@link #mach_msg}.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_REPLY} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_VOUCHER} (optional): as the error.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): as the error.
   *       <li>{@code kGUARD_EXC_REQUIRE_REPLY_PORT_SEMANTICS} (optional): as with {@link
   *           #mach_msg}.
   *       <li>{@code kGUARD_EXC_RCV_INVALID_NAME} (optional): as with {@link #mach_msg}.
   *     </ul>
   *     <p>Versions: macOS 13.0 and later. {@code MACH64_SEND_DK_CALL} is known from macOS 14 on. A
   *     message to an object of the kernel must be sent together with the receiving of its reply
   *     from macOS 14.6 on.
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg2_internal}; {@code
   *     osfmk/mach/message.h: mach_msg2}; {@code osfmk/ipc/mach_msg.c: mach_msg2_trap,
   *     mach_msg_copyin_data_vectors, mach_msg_validate_data_vectors, mach_msg_trap_send}; {@code
   *     osfmk/ipc/ipc_policy.c: ipc_preflight_msg_option64, ipc_validate_kmsg_dest_from_user}.
   */
  @Since("macOS 13.0")
  default int mach_msg2_internal(
      @ByMessage Pointer data,
      long option64,
      long msgh_bits_and_send_size,
      long msgh_remote_and_local_port,
      long msgh_voucher_and_id,
      long desc_count_and_rcv_name,
      long rcv_size_and_priority,
      long timeout) {
    throw MissingRoutineException.of("mach_msg2_internal");
  }

  /**
   * Makes the priority that a message is sent with.
   *
   * <p>{@code mach_msg_priority_t mach_msg_priority_encode(mach_msg_qos_t override_qos,
   * mach_msg_qos_t qos, int relpri)}
   *
   * <p>{@ownership}
   *
   * <p>The result goes into {@code notify} of {@link #mach_msg}, with {@code MACH_SEND_OVERRIDE}.
   * The kernel is not asked. A class of service is a number from 1 to 6 as the kernel counts them
   * ({@code MACH_MSG_QOS_*}): maintenance, background, utility, default, user-initiated,
   * user-interactive. They are not the {@code QOS_CLASS_*} of {@code <sys/qos.h>}.
   *
   * <p>The message is queued and received with {@code qos} and {@code relpri}; the larger of {@code
   * qos} and {@code override_qos} is what its receiver can be raised to while it is queued.
   *
   * @param override_qos the class that the receiver is raised to; 0 or a number above 6: none
   * @param qos the class of the message; 0 or a number above 6: none
   * @param relpri the priority within the class, 0 or a negative number down to -15; ignored if
   *     there is no {@code qos}
   * @return the priority: bits 8 to 15 are {@code relpri} less 1, if there is a class; 16 to 19
   *     {@code qos}; 20 to 23 {@code override_qos}; the others 0. Without either class it is 0,
   *     {@code MACH_MSG_PRIORITY_UNSPECIFIED}
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg_priority_encode}; {@code
   *     osfmk/mach/message.h: mach_msg_priority_encode_inline}; {@code osfmk/ipc/ipc_kmsg.c:
   *     ipc_kmsg_set_qos}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int mach_msg_priority_encode(@u_int8_t byte override_qos, @u_int8_t byte qos, int relpri);

  /**
   * Tells whether a priority is one of the thread library's rather than one made for messages.
   *
   * <p>{@code int mach_msg_priority_is_pthread_priority(mach_msg_priority_t pri)}
   *
   * <p>{@ownership}
   *
   * <p>Only the low 8 bits are looked at: a {@code pthread_priority_t} has 0xff there if its
   * relative priority is 0. One with another relative priority is not recognised, and the kernel,
   * which asks in the same way, takes it for a priority of {@link #mach_msg_priority_encode}.
   *
   * @param pri the priority
   * @return 1 if the low 8 bits are 0xff, else 0
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg_priority_is_pthread_priority};
   *     {@code osfmk/mach/message.h: mach_msg_priority_is_pthread_priority_inline}; {@code
   *     bsd/pthread/priority_private.h: _pthread_priority_make_from_thread_qos}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int mach_msg_priority_is_pthread_priority(int pri);

  /**
   * Reads the class that the receiver is raised to from a priority.
   *
   * <p>{@code mach_msg_qos_t mach_msg_priority_overide_qos(mach_msg_priority_t pri)}
   *
   * <p>{@ownership}
   *
   * <p>The spelling is Apple's.
   *
   * @param pri a priority of {@link #mach_msg_priority_encode}
   * @return the class, 1 to 6, or 0 if there is none or bits 20 to 23 hold another number
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg_priority_overide_qos}; {@code
   *     osfmk/mach/message.h: mach_msg_priority_overide_qos_inline}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  @u_int8_t
  byte mach_msg_priority_overide_qos(int pri);

  /**
   * Reads the class of a message from a priority.
   *
   * <p>{@code mach_msg_qos_t mach_msg_priority_qos(mach_msg_priority_t pri)}
   *
   * <p>{@ownership}
   *
   * @param pri a priority of {@link #mach_msg_priority_encode}
   * @return the class, 1 to 6, or 0 if there is none or bits 16 to 19 hold another number
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg_priority_qos}; {@code
   *     osfmk/mach/message.h: mach_msg_priority_qos_inline}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  @u_int8_t
  byte mach_msg_priority_qos(int pri);

  /**
   * Reads the priority within the class from a priority.
   *
   * <p>{@code int mach_msg_priority_relpri(mach_msg_priority_t pri)}
   *
   * <p>{@ownership}
   *
   * @param pri a priority of {@link #mach_msg_priority_encode}
   * @return bits 8 to 15 as a signed number, plus 1; 0 if there is no class
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_msg_priority_relpri}; {@code
   *     osfmk/mach/message.h: mach_msg_priority_relpri_inline}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int mach_msg_priority_relpri(int pri);

  /**
   * Gives back one user reference of a voucher.
   *
   * <p>{@code kern_return_t mach_voucher_deallocate(mach_port_name_t voucher)}
   *
   * <p>{@ownership}
   *
   * <p>It is {@link MachPortRoutines#mach_port_deallocate} in the caller's own port space, and does
   * the same to any other name: nobody checks that it is a voucher. {@code MACH_PORT_NULL}, which
   * stands for no voucher, and {@code MACH_PORT_DEAD} are a success that does nothing. Where the
   * count is pegged at 65,535 the call succeeds and takes nothing away. A send-once right that is
   * given by mistake is gone, and its receiver gets {@code MACH_NOTIFY_SEND_ONCE}.
   *
   * <p>The kernel gives the same name for equal vouchers, one more reference each time: give each
   * one back.
   *
   * @param voucher the voucher, from {@code msgh_voucher_port} of a received message or from {@link
   *     MachHostRoutines#host_create_mach_voucher}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: no right has this name: it was given back before.
   *       <li>{@code KERN_INVALID_RIGHT}: the name is a receive right only.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is the last reference of a pinned port, which no
   *           voucher is (hardened tasks only).
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name is a receive right only.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): it is the last reference of a
   *           pinned thread or task port.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/mach_msg.c: mach_voucher_deallocate}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_dealloc}.
   */
  int mach_voucher_deallocate(
      @Taken(value = VOUCHER, when = "voucher is SEND")
          @Taken(value = SEND_ONCE, when = "voucher is SEND_ONCE")
          @Taken(value = DEAD_NAME, when = "voucher is DEAD_NAME")
          @Taken(value = PORT_SET, count = "all", when = "voucher is PORT_SET")
          int voucher);
}
