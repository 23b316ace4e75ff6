package org.machapi.raw;

import static org.machapi.raw.OnFailure.DEPENDS;
import static org.machapi.raw.RightKind.ANY;
import static org.machapi.raw.RightKind.CLOCK;
import static org.machapi.raw.RightKind.DEAD_NAME;
import static org.machapi.raw.RightKind.HOST;
import static org.machapi.raw.RightKind.NAME;
import static org.machapi.raw.RightKind.PORT_SET;
import static org.machapi.raw.RightKind.RECEIVE;
import static org.machapi.raw.RightKind.RECEIVE_OR_SET;
import static org.machapi.raw.RightKind.SEMAPHORE;
import static org.machapi.raw.RightKind.SEND;
import static org.machapi.raw.RightKind.SEND_ONCE;
import static org.machapi.raw.RightKind.TASK;
import static org.machapi.raw.RightKind.TASK_NAME;
import static org.machapi.raw.RightKind.TASK_READ;
import static org.machapi.raw.RightKind.THREAD;
import static org.machapi.raw.RightKind.VOUCHER;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/mach_traps.h>} that this library binds. */
public interface MachTrapsRoutines {

  /**
   * Makes a new receive right, to be used for replies.
   *
   * <p>{@code mach_port_name_t mach_reply_port(void)}
   *
   * <p>{@ownership}
   *
   * <p>A port like any other, without any send right: as a port of {@link
   * MachPortRoutines#mach_port_allocate}. It is not the reply port that the system library makes
   * for its own calls, which is made with {@code MPO_REPLY_PORT}.
   *
   * @return the name, or {@code MACH_PORT_NULL} if no name is left or the kernel has too little
   *     memory
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: mach_reply_port}.
   */
  @Made(value = RECEIVE, release = "mach_port_destruct")
  int mach_reply_port();

  /**
   * Makes a new receive right with a send right for it, and makes it the special reply port of the
   * calling thread.
   *
   * <p>{@code mach_port_name_t thread_get_special_reply_port(void)}
   *
   * <p>{@ownership}
   *
   * <p>A message that names this port as its reply port with a send-once right, sent to anything
   * but an object of the kernel, or a receive from it with {@code MACH_RCV_SYNC_WAIT}, links it to
   * the destination: while the thread waits for the reply the kernel lends its priority to whoever
   * is to answer. {@code MACH_RCV_SYNC_WAIT} works on this port only.
   *
   * <p>Receive right and send right have one name. Both go back with one call of {@link
   * MachPortRoutines#mach_port_destruct}, with delta -1 and any guard.
   *
   * <p>Every call makes another port. The one before is only unbound from the thread: it stays
   * under its name until it is given back, and it is unbound also where the call fails. The end of
   * the thread unbinds the port as well and destroys nothing. The system library keeps one for each
   * thread; this routine takes the thread away from that one.
   *
   * <p>The receive right cannot leave the task: to move it ends the process ({@code
   * kGUARD_EXC_IMMOVABLE}). A port-destroyed notification cannot be requested for it.
   *
   * @return the name, or {@code MACH_PORT_NULL} if no name is left or the kernel has too little
   *     memory
   *     <p>Versions: From macOS 13 on the port is in hardened tasks (before XNU 10063, macOS 14.4:
   *     in platform binaries) a strict reply port too: a send-once right made for the reply port of
   *     a message is all that can be made from it.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_get_special_reply_port,
   *     ipc_port_unbind_special_reply_port}; {@code osfmk/ipc/ipc_port.c: ipc_port_init}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_copyin}; {@code osfmk/ipc/mach_msg.c:
   *     mach_msg_rcv_link_special_reply_port}; {@code osfmk/ipc/ipc_kmsg.c: ipc_kmsg_set_qos}.
   */
  @Made(value = RECEIVE, release = "mach_port_destruct")
  @Given(value = SEND, release = "mach_port_destruct")
  int thread_get_special_reply_port();

  /**
   * Returns the port of the calling thread with a new user reference.
   *
   * <p>{@code mach_port_name_t thread_self_trap(void)}
   *
   * <p>{@ownership}
   *
   * <p>{@link MachInitRoutines#mach_thread_self} is nothing but this trap. Every call gives another
   * reference, of the same name. It outlives the thread, as a reference of a dead name. Where the
   * count is pegged at 65,535 none is added.
   *
   * @return the name, the same for a thread with each call; {@code MACH_PORT_NULL} if no name is
   *     left; {@code MACH_PORT_DEAD} if the port is dead
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): later, when the last reference
   *           of a living thread of pthreads is given back.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_self_trap, retrieve_thread_self_fast}; {@code
   *     osfmk/ipc/ipc_port.c: ipc_port_copyout_send}; {@code libsyscall/mach/mach_legacy.c:
   *     mach_thread_self}.
   */
  @Given(THREAD)
  int thread_self_trap();

  /**
   * Returns the task port with a new user reference.
   *
   * <p>{@code mach_port_name_t task_self_trap(void)}
   *
   * <p>{@ownership}
   *
   * <p>The name is that of {@code mach_task_self_}. To look at the task port without owning a
   * reference read {@link MachInitRoutines#mach_task_self_}. Where the count is pegged at 65,535
   * none is added.
   *
   * <p>Giving back more than was given takes the task port away from everybody in the process: from
   * then on calls with {@code mach_task_self_} fail.
   *
   * @return the name; {@code MACH_PORT_NULL} if no name is left; {@code MACH_PORT_DEAD} if the port
   *     is dead
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): later, when the last reference
   *           is given back: there the port is pinned.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_self_trap, retrieve_task_self_fast}; {@code
   *     osfmk/ipc/ipc_port.c: ipc_port_copyout_send}.
   */
  @Given(TASK)
  int task_self_trap();

  /**
   * Returns the host port with a new user reference.
   *
   * <p>{@code mach_port_name_t host_self_trap(void)}
   *
   * <p>{@ownership}
   *
   * <p>{@link MachInitRoutines#mach_host_self} is nothing but this trap. Every call gives another
   * reference, of the same name. Where the count is pegged at 65,535 none is added. A task of the
   * superuser gets the privileged host port.
   *
   * @return the name, the same with each call; {@code MACH_PORT_NULL} if no name is left; {@code
   *     MACH_PORT_DEAD} if the port is dead
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_self_trap}; {@code
   *     libsyscall/mach/mach_legacy.c: mach_host_self}; {@code bsd/kern/kern_prot.c:
   *     set_security_token}.
   */
  @Given(HOST)
  int host_self_trap();

  /**
   * Tells the process id of a task.
   *
   * <p>{@code kern_return_t pid_for_task(mach_port_name_t t, int *x)}
   *
   * <p>{@ownership}
   *
   * <p>The port of a corpse tells the process id of the dead process. A bad {@code x} goes
   * unnoticed: the result is that of the lookup.
   *
   * @param t a task port: name, inspect, read or control
   * @param x receives the process id: 32 bits; -1 on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_FAILURE}: {@code t} is no task port, or its task is gone and no corpse.
   *     </ul>
   *     <p>Source: {@code bsd/kern/kern_proc.c: pid_for_task}; {@code osfmk/kern/ipc_tt.c:
   *     port_name_to_task_name}.
   */
  int pid_for_task(@Borrowed(TASK_NAME) int t, Pointer x);

  /**
   * Gets the control port of the task of a process.
   *
   * <p>{@code kern_return_t task_for_pid(mach_port_name_t target_tport, int pid, mach_port_name_t
   * *t)}
   *
   * <p>{@ownership}
   *
   * <p>With it one can do anything to the process. For the own process the name is that of {@code
   * mach_task_self_}. Look at {@code t} also after success: {@code MACH_PORT_NULL} says that the
   * process has lost its task meanwhile, or that no name is left; {@code MACH_PORT_DEAD} that
   * Developer Mode is off, where only the own control port is given; either owns nothing. A bad
   * {@code t} goes unnoticed, and the reference is lost.
   *
   * <p>The header calls this obsolete, and the comment in the kernel says that the same user or the
   * superuser suffices. Neither holds: nothing has replaced the routine, and beyond the user ids
   * security policies decide, which are no part of XNU, and for others than the superuser the task
   * access server {@code taskgated}, which the kernel asks and waits for.
   *
   * @param target_tport a task port; control. Which task does not matter: {@link
   *     MachInitRoutines#mach_task_self_} will do
   * @param pid the process id; 0, the kernel, is always refused
   * @param t receives the name: 32 bits; {@code MACH_PORT_NULL} on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_FAILURE}: {@code target_tport} is not the control port of a living task
   *           that the caller may use; {@code pid} is 0; there is no such process, it is a zombie,
   *           or has become a corpse; the caller is neither the superuser nor the process itself,
   *           and the process has other user ids than the effective one of the caller, or groups
   *           that the caller lacks, or has changed its credentials, or {@code kern.tfp.policy}
   *           leaves it to the superuser; its task is not active, because {@code exec} has not
   *           finished or the process is ending; a security policy or {@code taskgated} refuses.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the task access port of the process is dead.
   *       <li>{@code KERN_ABORTED}: the wait for {@code taskgated} was interrupted.
   *     </ul>
   *     <p>Versions: The answer {@code MACH_PORT_DEAD} without Developer Mode came with macOS 13,
   *     the refusal before {@code exec} has finished with macOS 14.4 (XNU 10063).
   *     <p>Source: {@code bsd/kern/kern_proc.c: task_for_pid, task_for_pid_posix_check}; {@code
   *     osfmk/kern/ipc_tt.c: convert_task_to_port_with_flavor, task_conversion_eval_internal};
   *     {@code osfmk/ipc/ipc_port.c: ipc_port_copyout_send}.
   */
  int task_for_pid(@Borrowed(TASK) int target_tport, int pid, @Given(TASK) Pointer t);

  /**
   * Gets the name port of the task of a process.
   *
   * <p>{@code kern_return_t task_name_for_pid(mach_port_name_t target_tport, int pid,
   * mach_port_name_t *tn)}
   *
   * <p>{@ownership}
   *
   * <p>A name port only identifies the task and lets one ask for information about it: {@link
   * #pid_for_task} and {@code task_info} take it. {@code MACH_PORT_NULL} after success says that
   * the process has lost its task meanwhile, or that no name is left, and owns nothing. A bad
   * {@code tn} goes unnoticed, and the reference is lost.
   *
   * @param target_tport a task port; control. Which task does not matter: {@link
   *     MachInitRoutines#mach_task_self_} will do
   * @param pid the process id
   * @param tn receives the name: 32 bits; {@code MACH_PORT_NULL} on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_FAILURE}: {@code target_tport} is not the control port of a living task
   *           that the caller may use; there is no such process, or it is a zombie; the caller is
   *           neither the superuser nor the process itself, lacks the entitlement {@code
   *           com.apple.system-task-ports.name.safe}, and the process has other effective or real
   *           user ids; a security policy refuses.
   *     </ul>
   *     <p>Versions: The entitlement came with macOS 13.3 (XNU 8796).
   *     <p>Source: {@code bsd/kern/kern_proc.c: task_name_for_pid}.
   */
  int task_name_for_pid(@Borrowed(TASK) int target_tport, int pid, @Given(TASK_NAME) Pointer tn);

  /**
   * Gets the debug control port of the task of a process.
   *
   * <p>{@code kern_return_t debug_control_port_for_pid(mach_port_name_t target_tport, int pid,
   * mach_port_name_t *t)}
   *
   * <p>{@ownership}
   *
   * <p>That is the port which somebody has set with {@code task_set_special_port} ({@code
   * TASK_DEBUG_CONTROL_PORT}) in that task, an ordinary port and no kernel object. {@code
   * MACH_PORT_NULL} after success says that none is set, or that no name is left, {@code
   * MACH_PORT_DEAD} that it is dead; either owns nothing. A bad {@code t} goes unnoticed, and the
   * reference is lost.
   *
   * <p>The checks are those of {@link #task_for_pid}. With the entitlement {@code
   * com.apple.private.debug_port} those of the security policies and of {@code taskgated} are left
   * out, those of the user ids are not.
   *
   * @param target_tport a task port; control. Which task does not matter: {@link
   *     MachInitRoutines#mach_task_self_} will do
   * @param pid the process id; 0, the kernel, is always refused
   * @param t receives the name: 32 bits; {@code MACH_PORT_NULL} on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_FAILURE}: {@code target_tport} is not the control port of a living task
   *           that the caller may use; {@code pid} is 0; there is no such process, it is a zombie,
   *           or has become a corpse; the caller is neither the superuser nor the process itself,
   *           and the process has other user ids than the effective one of the caller, or groups
   *           that the caller lacks, or has changed its credentials, or {@code kern.tfp.policy}
   *           leaves it to the superuser; a security policy or {@code taskgated} refuses; the task
   *           is not, or no longer, active.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the task access port of the process is dead.
   *       <li>{@code KERN_ABORTED}: the wait for {@code taskgated} was interrupted.
   *     </ul>
   *     <p>Source: {@code bsd/kern/kern_proc.c: debug_control_port_for_pid}; {@code
   *     osfmk/kern/ipc_tt.c: task_get_special_port_internal}; {@code
   *     osfmk/mach/task_special_ports.h: DEBUG_PORT_ENTITLEMENT}.
   */
  int debug_control_port_for_pid(@Borrowed(TASK) int target_tport, int pid, @Given(SEND) Pointer t);

  /**
   * Sends a message, receives one, or does both in this order: the old trap behind {@code
   * mach_msg}.
   *
   * <p>{@code mach_msg_return_t mach_msg_trap(mach_msg_header_t *msg, mach_msg_option_t option,
   * mach_msg_size_t send_size, mach_msg_size_t rcv_size, mach_port_name_t rcv_name,
   * mach_msg_timeout_t timeout, mach_port_name_t notify)}
   *
   * <p>{@ownership}
   *
   * <p>From macOS 13 on a program for 64 bits is killed for sending with it. Excepted are programs
   * that Rosetta translates, and of those built with an SDK for macOS 12 or older five requests to
   * the kernel ({@code msgh_id} 3402, 3405, 3603, 4804, 4808: {@code task_threads}, {@code
   * task_info}, {@code thread_get_state}, {@code mach_vm_read}, {@code mach_vm_read_overwrite});
   * but neither of them if the program has the hardened runtime. To receive only is allowed to
   * everybody.
   *
   * <p>The system library does not use it any more; {@link MessageRoutines#mach_msg} is what to
   * call, and its manual says what becomes of the rights in a message. Differences: the trap never
   * tries an interrupted send or receive again, whatever {@code MACH_SEND_INTERRUPT} and {@code
   * MACH_RCV_INTERRUPT} say, and it neither sends nor receives auxiliary data.
   *
   * @param msg the message to send, and the buffer to receive into; see {@link MachMsgLayout}
   * @param option {@code MACH_SEND_MSG}, {@code MACH_RCV_MSG} and other options of {@link
   *     MessageRoutines#mach_msg}
   * @param send_size bytes to send; a multiple of 4, at least 24; the size in the header is not
   *     read
   * @param rcv_size bytes of the buffer, room for the trailer included
   * @param rcv_name the receive right or port set to receive from; not looked at without {@code
   *     MACH_RCV_MSG}
   * @param timeout milliseconds, for {@code MACH_SEND_TIMEOUT} and {@code MACH_RCV_TIMEOUT}, for
   *     each of the two
   * @param notify for {@code MACH_SEND_OVERRIDE} a priority; for a receive only with {@code
   *     MACH_RCV_SYNC_WAIT}, without {@code MACH_SEND_OVERRIDE} and {@code
   *     MACH_SEND_SYNC_OVERRIDE}, the name of the send right whose receiver the thread waits for;
   *     else {@code MACH_PORT_NULL}
   * @return {@code MACH_MSG_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_*}: sending failed, and nothing was received: see {@link
   *           MessageConstants}; what became of the rights is told with {@link
   *           MessageRoutines#mach_msg}.
   *       <li>{@code MACH_RCV_*}: receiving failed: see {@link MessageConstants}.
   *       <li>{@code KERN_NOT_SUPPORTED}: the program may not send with this trap; nothing was
   *           taken, and the process is killed first.
   *       <li>{@code MACH_SEND_INVALID_DEST}: the destination is null, dead or no send right.
   *       <li>{@code MACH_SEND_INTERRUPTED}: the wait for room in the queue was interrupted; the
   *           message came back in {@code msg}, with rights that the caller owns.
   *       <li>{@code MACH_SEND_TIMED_OUT}: the queue stayed full; the message came back likewise.
   *       <li>{@code MACH_RCV_INTERRUPTED}: the wait for a message was interrupted; what was sent
   *           by the same call is sent.
   *       <li>{@code MACH_RCV_TIMED_OUT}: no message came.
   *       <li>{@code MACH_RCV_TOO_LARGE}: the buffer is too small for message and trailer.
   *       <li>{@code MACH_RCV_INVALID_NAME}: {@code rcv_name} is no receive right or port set.
   *       <li>{@code MACH_RCV_INVALID_NOTIFY}: {@code MACH_RCV_SYNC_WAIT}, and {@code rcv_name} is
   *           not the special reply port of the thread, or the name to wait for is null or dead.
   *       <li>{@code MACH_RCV_PORT_CHANGED}: the receive right was moved or destroyed while
   *           waiting.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): the program may not send with this
   *           trap.
   *       <li>{@code kGUARD_EXC_RCV_INVALID_NAME} (optional): {@code rcv_name} is neither a receive
   *           right nor a set.
   *       <li>For what is in the message those of {@link MessageRoutines#mach_msg}, except that the
   *           kind of destination is not checked.
   *     </ul>
   *     <p>Versions: Up to macOS 12 every program may send with it. From XNU 10063.141 (macOS 14.6)
   *     on the hardened runtime excludes the exceptions; before that only platform binaries were
   *     excluded from the five requests.
   *     <p>Source: {@code osfmk/ipc/mach_msg.c: mach_msg_trap, mach_msg_overwrite_trap,
   *     mach_msg_copyin_user_header, mach_msg_trap_send, mach_msg_trap_receive,
   *     mach_msg_rcv_link_special_reply_port}; {@code osfmk/ipc/ipc_policy.c:
   *     ipc_policy_allow_legacy_send_trap, ipc_policy_allow_legacy_mach_msg_trap_for_platform};
   *     {@code libsyscall/mach/mach_msg.c: mach_msg2_internal}.
   */
  int mach_msg_trap(
      @ByMessage Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      @Borrowed(RECEIVE_OR_SET) int rcv_name,
      int timeout,
      @Borrowed(NAME) int notify);

  /**
   * Sends a message, receives one into another buffer, or does both in this order: the old trap
   * behind {@code mach_msg_overwrite}.
   *
   * <p>{@code mach_msg_return_t mach_msg_overwrite_trap(mach_msg_header_t *msg, mach_msg_option_t
   * option, mach_msg_size_t send_size, mach_msg_size_t rcv_size, mach_port_name_t rcv_name,
   * mach_msg_timeout_t timeout, mach_msg_priority_t priority, mach_msg_header_t *rcv_msg,
   * mach_msg_size_t rcv_limit)}
   *
   * <p>{@ownership}
   *
   * <p>From macOS 13 on a program for 64 bits is killed for sending with it. Excepted are programs
   * that Rosetta translates, and of those built with an SDK for macOS 12 or older five requests to
   * the kernel ({@code msgh_id} 3402, 3405, 3603, 4804, 4808: {@code task_threads}, {@code
   * task_info}, {@code thread_get_state}, {@code mach_vm_read}, {@code mach_vm_read_overwrite});
   * but neither of them if the program has the hardened runtime. To receive only is allowed to
   * everybody.
   *
   * <p>The system library does not use it any more; {@link MessageRoutines#mach_msg_overwrite} is
   * what to call, and the manual of {@link MessageRoutines#mach_msg} says what becomes of the
   * rights in a message. Differences: the trap never tries an interrupted send or receive again,
   * whatever {@code MACH_SEND_INTERRUPT} and {@code MACH_RCV_INTERRUPT} say, and it neither sends
   * nor receives auxiliary data.
   *
   * <p>A message that could not be sent comes back in {@code msg}, not in {@code rcv_msg}. Old
   * manuals let the receive buffer hold scatter descriptors, which say where out-of-line memory is
   * to go: today it is written only, and {@code rcv_limit} does not even reach the kernel.
   *
   * @param msg the message to send
   * @param option {@code MACH_SEND_MSG}, {@code MACH_RCV_MSG} and other options of {@link
   *     MessageRoutines#mach_msg}
   * @param send_size bytes to send; a multiple of 4, at least 24; the size in the header is not
   *     read
   * @param rcv_size bytes of the buffer, room for the trailer included
   * @param rcv_name the receive right or port set to receive from; not looked at without {@code
   *     MACH_RCV_MSG}
   * @param timeout milliseconds, for {@code MACH_SEND_TIMEOUT} and {@code MACH_RCV_TIMEOUT}, for
   *     each of the two
   * @param priority for {@code MACH_SEND_OVERRIDE} a priority; for a receive only with {@code
   *     MACH_RCV_SYNC_WAIT}, without {@code MACH_SEND_OVERRIDE} and {@code
   *     MACH_SEND_SYNC_OVERRIDE}, the name of the send right whose receiver the thread waits for;
   *     else {@code MACH_PORT_NULL}
   * @param rcv_msg the buffer to receive into; null: {@code msg}
   * @param rcv_limit without meaning
   * @return {@code MACH_MSG_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_*}: sending failed, and nothing was received: see {@link
   *           MessageConstants}; what became of the rights is told with {@link
   *           MessageRoutines#mach_msg}.
   *       <li>{@code MACH_RCV_*}: receiving failed: see {@link MessageConstants}.
   *       <li>{@code KERN_NOT_SUPPORTED}: the program may not send with this trap; nothing was
   *           taken, and the process is killed first.
   *       <li>{@code MACH_SEND_INVALID_DEST}: the destination is null, dead or no send right.
   *       <li>{@code MACH_SEND_INTERRUPTED}: the wait for room in the queue was interrupted; the
   *           message came back in {@code msg}, with rights that the caller owns.
   *       <li>{@code MACH_SEND_TIMED_OUT}: the queue stayed full; the message came back likewise.
   *       <li>{@code MACH_RCV_INTERRUPTED}: the wait for a message was interrupted; what was sent
   *           by the same call is sent.
   *       <li>{@code MACH_RCV_TIMED_OUT}: no message came.
   *       <li>{@code MACH_RCV_TOO_LARGE}: the buffer is too small for message and trailer.
   *       <li>{@code MACH_RCV_INVALID_NAME}: {@code rcv_name} is no receive right or port set.
   *       <li>{@code MACH_RCV_INVALID_NOTIFY}: {@code MACH_RCV_SYNC_WAIT}, and {@code rcv_name} is
   *           not the special reply port of the thread, or the name to wait for is null or dead.
   *       <li>{@code MACH_RCV_PORT_CHANGED}: the receive right was moved or destroyed while
   *           waiting.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): the program may not send with this
   *           trap.
   *       <li>{@code kGUARD_EXC_RCV_INVALID_NAME} (optional): {@code rcv_name} is neither a receive
   *           right nor a set.
   *       <li>For what is in the message those of {@link MessageRoutines#mach_msg}, except that the
   *           kind of destination is not checked.
   *     </ul>
   *     <p>Versions: Up to macOS 12 every program may send with it. From XNU 10063.141 (macOS 14.6)
   *     on the hardened runtime excludes the exceptions; before that only platform binaries were
   *     excluded from the five requests.
   *     <p>Source: {@code osfmk/ipc/mach_msg.c: mach_msg_overwrite_trap,
   *     mach_msg_copyin_user_header, mach_msg_trap_send, mach_msg_trap_receive,
   *     mach_msg_rcv_link_special_reply_port, mach_msg_receive_pseudo}; {@code
   *     osfmk/ipc/ipc_policy.c: ipc_policy_allow_legacy_send_trap,
   *     ipc_policy_allow_legacy_mach_msg_trap_for_platform}; {@code libsyscall/mach/mach_msg.c:
   *     mach_msg2_internal}; {@code osfmk/kern/syscall_sw.c: mach_trap_table}.
   */
  int mach_msg_overwrite_trap(
      @ByMessage Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      @Borrowed(RECEIVE_OR_SET) int rcv_name,
      int timeout,
      int priority,
      @ByMessage Pointer rcv_msg,
      int rcv_limit);

  /**
   * Sends a message, receives one, or does both in this order: the trap behind {@code mach_msg}.
   *
   * <p>{@code mach_msg_return_t mach_msg2_trap(void *data, mach_msg_option64_t options, uint64_t
   * msgh_bits_and_send_size, uint64_t msgh_remote_and_local_port, uint64_t msgh_voucher_and_id,
   * uint64_t desc_count_and_rcv_name, uint64_t rcv_size_and_priority, uint64_t timeout)}
   *
   * <p>{@ownership}
   *
   * <p>The header and the number of descriptors travel in the arguments, two values of 32 bits in
   * each: what the name of an argument names first lies in the low half. When sending the kernel
   * does not read the header in the buffer (24 bytes, 28 with {@code MACH_MSGH_BITS_COMPLEX}), only
   * what follows it. A message received, or one that comes back because it could not be sent, is in
   * the buffer as a whole. What becomes of the rights is told with {@link
   * MessageRoutines#mach_msg}, which calls this trap through {@link
   * MessageRoutines#mach_msg2_internal}; the header meant there is the one in the arguments.
   *
   * <p>To send, exactly one of these options says what the destination is, and it must be true:
   * {@code MACH64_SEND_KOBJECT_CALL} (0x200000000), an object of the kernel; {@code
   * MACH64_SEND_MQ_CALL} (0x400000000), any other port, and a timer; {@code MACH64_SEND_DK_CALL}
   * (0x1000000000), an object of a driver; {@code MACH64_SEND_ANY} (0x800000000), unknown, for old
   * simulators, which is not checked. With {@code MACH64_MSG_VECTOR} (0x100000000), for a message
   * queue only, {@code data} points to one or two {@code mach_msg_vector_t} (24 bytes each:
   * address, address to receive into or 0, bytes to send, bytes of room), the first for the
   * message, the second for auxiliary data.
   *
   * <p>The trap never tries an interrupted send or receive again.
   *
   * @param data the message to send, and the buffer to receive into; or the vectors
   * @param options in the low half the options of {@link MessageRoutines#mach_msg}; in the high
   *     half those above
   * @param msgh_bits_and_send_size {@code msgh_bits}; and bytes to send, a multiple of 4, or the
   *     number of vectors to send: 0 to 2
   * @param msgh_remote_and_local_port {@code msgh_remote_port}; and {@code msgh_local_port}. With
   *     {@code MACH_RCV_SYNC_WAIT} the first is, for a receive only too, the name of the send right
   *     whose receiver the thread waits for
   * @param msgh_voucher_and_id {@code msgh_voucher_port}; and {@code msgh_id}
   * @param desc_count_and_rcv_name the number of descriptors, 0 unless {@code msgh_bits} has {@code
   *     MACH_MSGH_BITS_COMPLEX}; and the receive right or port set to receive from, which stays as
   *     it is
   * @param rcv_size_and_priority bytes of the buffer, room for the trailer included, or the number
   *     of vectors to receive into; and for {@code MACH_SEND_OVERRIDE} a priority
   * @param timeout milliseconds, for {@code MACH_SEND_TIMEOUT} and {@code MACH_RCV_TIMEOUT}, for
   *     each of the two; the high half is not looked at
   * @return {@code MACH_MSG_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_*}: sending failed, and nothing was received: see {@link
   *           MessageConstants}; what became of the rights is told with {@link
   *           MessageRoutines#mach_msg}.
   *       <li>{@code MACH_RCV_*}: receiving failed: see {@link MessageConstants}.
   *       <li>{@code MACH_SEND_INVALID_OPTIONS}: not exactly one of the four options is given, or
   *           vectors for anything but a message queue: nothing was taken. The option does not fit
   *           the destination, or a message to an object of the kernel is sent without receiving
   *           the reply: the moved rights of the header are lost. The process is killed first.
   *       <li>{@code MACH_SEND_INVALID_DATA}: the message or the vectors cannot be read, or there
   *           are more than two.
   *       <li>{@code MACH_SEND_MSG_TOO_SMALL}: the size is less than 24, no multiple of 4, or too
   *           small for the descriptors; or there is no vector to send.
   *       <li>{@code MACH_SEND_TOO_LARGE}: the message is larger than the kernel takes, or
   *           descriptors are counted that {@code msgh_bits} does not tell of.
   *       <li>{@code MACH_SEND_AUX_TOO_SMALL}: the auxiliary data is smaller than its header of 8
   *           bytes.
   *       <li>{@code MACH_SEND_AUX_TOO_LARGE}: the auxiliary data is larger than 1,024 bytes.
   *       <li>{@code MACH_SEND_INVALID_DEST}: the destination is null, dead or no send right.
   *       <li>{@code MACH_SEND_INTERRUPTED}: the wait for room in the queue was interrupted; the
   *           message came back in the buffer, with rights that the caller owns.
   *       <li>{@code MACH_SEND_TIMED_OUT}: the queue stayed full; the message came back likewise.
   *       <li>{@code MACH_RCV_INVALID_ARGUMENTS}: the vectors to receive into cannot be read, are
   *           none or more than two, or the second has no address or less than 8 bytes of room.
   *           Nothing was received; what was sent by the same call is sent.
   *       <li>{@code MACH_RCV_INVALID_NOTIFY}: {@code MACH_RCV_SYNC_WAIT}, and the port to receive
   *           from is not the special reply port of the thread, or the name to wait for is null or
   *           dead.
   *       <li>{@code MACH_RCV_INTERRUPTED}: the wait for a message was interrupted; what was sent
   *           by the same call is sent.
   *       <li>{@code MACH_RCV_TIMED_OUT}: no message came.
   *       <li>{@code MACH_RCV_TOO_LARGE}: the buffer is too small for message and trailer.
   *       <li>{@code MACH_RCV_INVALID_NAME}: the name to receive from is no receive right or port
   *           set.
   *       <li>{@code MACH_RCV_PORT_CHANGED}: the receive right was moved or destroyed while
   *           waiting.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): as {@code
   *           MACH_SEND_INVALID_OPTIONS}. A message to an object of the kernel without receiving
   *           the reply is let pass if it has no reply port, and the program is built with an SDK
   *           for macOS 14 or older, is no hardened task and lacks the hardened runtime; one to a
   *           timer if the latter two hold.
   *       <li>{@code kGUARD_EXC_RCV_INVALID_NAME} (optional): the name to receive from is neither a
   *           receive right nor a set.
   *       <li>For what is in the message those of {@link MessageRoutines#mach_msg}.
   *     </ul>
   *     <p>Versions: macOS 13.0 and later. {@code MACH64_SEND_DK_CALL} came with macOS 14; a
   *     message to an object of the kernel without receiving the reply is refused from XNU
   *     10063.141 (macOS 14.6) on.
   *     <p>Source: {@code osfmk/ipc/mach_msg.c: mach_msg2_trap, mach_msg_copyin_data_vectors,
   *     mach_msg_validate_data_vectors, mach_msg_trap_send, mach_msg_trap_receive,
   *     mach_msg_rcv_link_special_reply_port}; {@code osfmk/ipc/ipc_policy.c:
   *     ipc_preflight_msg_option64, ipc_validate_kmsg_dest_from_user}; {@code osfmk/ipc/ipc_kmsg.c:
   *     ipc_kmsg_get_and_inflate_from_user}; {@code osfmk/mach/message.h: mach_msg2}.
   */
  @Since("macOS 13.0")
  default int mach_msg2_trap(
      @ByMessage Pointer data,
      long options,
      long msgh_bits_and_send_size,
      long msgh_remote_and_local_port,
      long msgh_voucher_and_id,
      long desc_count_and_rcv_name,
      long rcv_size_and_priority,
      long timeout) {
    throw MissingRoutineException.of("mach_msg2_trap");
  }

  /**
   * Makes a new receive right, port set or dead name in the own task under a name that the kernel
   * chooses.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_allocate_trap(mach_port_name_t target,
   * mach_port_right_t right, mach_port_name_t *name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_allocate}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * <p>Where {@code name} cannot be written the right is made all the same, and nobody learns its
   * name.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param right what to make: {@code MACH_PORT_RIGHT_RECEIVE}, {@code _PORT_SET} or {@code
   *     _DEAD_NAME}
   * @param name receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of the three.
   *       <li>{@code KERN_NO_SPACE}: the table of names is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code name} cannot be written; the right is made.
   *     </ul>
   *     <p>Versions: In macOS 11 the answer is 14, the {@code errno} for a bad address, where
   *     {@code name} cannot be written.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_allocate_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_allocate_full}.
   */
  int _kernelrpc_mach_port_allocate_trap(
      @Borrowed(TASK) int target,
      int right,
      @Made(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "right = MACH_PORT_RIGHT_RECEIVE")
          @Made(
              value = PORT_SET,
              release = "mach_port_mod_refs",
              when = "right = MACH_PORT_RIGHT_PORT_SET")
          @Made(
              value = DEAD_NAME,
              release = "mach_port_deallocate",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME")
          Pointer name);

  /**
   * Makes a new receive right in the own task with its queue limit, guard and send right in one
   * call.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_construct_trap(mach_port_name_t target,
   * mach_port_options_t *options, uint64_t context, mach_port_name_t *name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_construct}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * <p>With {@code MPO_INSERT_SEND_RIGHT} the caller owns one user reference of a send right under
   * the same name besides. Both go back with one call of {@link
   * MachPortRoutines#mach_port_destruct}: delta -1 if there is a send right and else 0, and the
   * context as guard if there is {@code MPO_CONTEXT_AS_GUARD}.
   *
   * <p>Where {@code name} cannot be written the port is made all the same, and nobody learns its
   * name.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param options {@code mach_port_options_t}: 24 bytes, see {@link MachPortOptionsLayout}; read
   *     only
   * @param context the context, and with {@code MPO_CONTEXT_AS_GUARD} the guard: 64 bits
   * @param name receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_ARGUMENT}: options that exclude each other, such as two kinds of
   *           reply port; {@code MPO_SERVICE_PORT} or {@code MPO_CONNECTION_PORT} without what
   *           belongs to it; {@code MPO_TG_BLOCK_TRACKING} with a wrong work interval port.
   *       <li>{@code KERN_INVALID_VALUE}: a queue limit above {@code MACH_PORT_QLIMIT_MAX}.
   *       <li>{@code KERN_DENIED}: {@code MPO_SERVICE_PORT} or {@code MPO_TG_BLOCK_TRACKING} where
   *           the caller may not use it.
   *       <li>{@code KERN_INVALID_NAME}: {@code MPO_CONNECTION_PORT}: the service port has a name
   *           that cannot be one, or that no right has.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code MPO_CONNECTION_PORT}: the name of the service port
   *           is no send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code MPO_CONNECTION_PORT}: the port is none of a
   *           service.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code options} or what it points to cannot be read; or
   *           {@code name} cannot be written, and the port is made.
   *       <li>{@code KERN_NO_SPACE}: the table of names is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Versions: In macOS 11 {@code options} that cannot be read are {@code
   *     MACH_SEND_INVALID_DATA}, looked at before {@code target} is; and the answer is 14, the
   *     {@code errno} for a bad address, where {@code name} cannot be written. For the options see
   *     {@link MachPortRoutines#mach_port_construct}.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_construct_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_construct}; {@code osfmk/ipc/ipc_service_port.c:
   *     ipc_service_port_derive_sblabel}.
   */
  int _kernelrpc_mach_port_construct_trap(
      @Borrowed(TASK) int target,
      Pointer options,
      long context,
      @Made(value = RECEIVE, release = "mach_port_destruct")
          @Given(value = SEND, when = "options has MPO_INSERT_SEND_RIGHT")
          Pointer name);

  /**
   * Gives back one user reference of a send right or dead name of the own task, or a send-once
   * right or port set.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_deallocate_trap(mach_port_name_t target,
   * mach_port_name_t name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_deallocate}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * <p>{@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} are a success that does nothing. Where the
   * count is pegged at 65,535 the call succeeds and takes nothing away.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name: it was given back before.
   *       <li>{@code KERN_INVALID_RIGHT}: the name is a receive right only, which goes with {@link
   *           MachPortRoutines#mach_port_destruct}.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is the last reference of a pinned port (hardened
   *           tasks only).
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name is a receive right only.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): it is the last reference of a
   *           pinned thread or task port.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_deallocate_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_deallocate_kernel}; {@code osfmk/ipc/ipc_right.c:
   *     ipc_right_dealloc}.
   */
  int _kernelrpc_mach_port_deallocate_trap(
      @Borrowed(TASK) int target,
      @Taken(value = SEND, when = "name is SEND")
          @Taken(value = SEND_ONCE, when = "name is SEND_ONCE")
          @Taken(value = DEAD_NAME, when = "name is DEAD_NAME")
          @Taken(value = PORT_SET, when = "name is PORT_SET")
          int name);

  /**
   * Adds user references to one right of a name in the own task, or takes some away.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_mod_refs_trap(mach_port_name_t target,
   * mach_port_name_t name, mach_port_right_t right, mach_port_delta_t delta)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_mod_refs}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * <p>Taking away a receive right makes the send references under the same name as many references
   * of a dead name, and one more if a dead-name or send-possible notification was requested; with a
   * port-destroyed request they stay what they are. {@code MACH_PORT_NULL} and {@code
   * MACH_PORT_DEAD} with a send or send-once right are a success that does nothing. A sum of 65,535
   * or more pegs the count there, and from then on every delta but -65,535 does nothing; either
   * with success.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name
   * @param right which right of the name: {@code MACH_PORT_RIGHT_*}
   * @param delta how many references to add; negative: to take away. For a receive right, port set
   *     or send-once right 0 or -1
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is {@code MACH_PORT_NULL} or
   *           {@code MACH_PORT_DEAD} and {@code right} is neither send nor send-once.
   *       <li>{@code KERN_INVALID_RIGHT}: the name lacks that right; also a send right whose port
   *           is gone, and a guarded receive right that is to be taken away, where the process is
   *           killed first.
   *       <li>{@code KERN_INVALID_VALUE}: {@code right} is none of {@code MACH_PORT_RIGHT_*}; the
   *           delta does not fit the right; more references are to be taken away than there are;
   *           the delta is more than 65,535 either way.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is the last reference of a pinned port (hardened
   *           tasks only).
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name lacks that right. Not raised
   *           for a receive right that it once was, a send right that is dead now, a first send
   *           reference added to a receive right; for a send-once right only where its port is gone
   *           and nothing had noticed yet.
   *       <li>{@code kGUARD_EXC_INVALID_VALUE} (optional): the delta is impossible.
   *       <li>{@code kGUARD_EXC_DESTROY} (always fatal): a receive right is to be taken away and is
   *           guarded, whatever the guard: use {@link MachPortRoutines#mach_port_destruct}.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): it is the last reference of a
   *           pinned thread or task port.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_mod_refs_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_mod_refs}; {@code osfmk/ipc/ipc_right.c: ipc_right_delta}.
   */
  int _kernelrpc_mach_port_mod_refs_trap(
      @Borrowed(TASK) int target,
      @Borrowed(value = NAME, when = "delta = 0")
          @Given(value = SEND, count = "delta", when = "right = MACH_PORT_RIGHT_SEND and delta > 0")
          @Given(
              value = DEAD_NAME,
              count = "delta",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME and delta > 0")
          @Taken(
              value = SEND,
              count = "-delta",
              when = "right = MACH_PORT_RIGHT_SEND and delta < 0")
          @Taken(
              value = DEAD_NAME,
              count = "-delta",
              when = "right = MACH_PORT_RIGHT_DEAD_NAME and delta < 0")
          @Taken(value = SEND_ONCE, when = "right = MACH_PORT_RIGHT_SEND_ONCE and delta < 0")
          @Taken(value = RECEIVE, when = "right = MACH_PORT_RIGHT_RECEIVE and delta < 0")
          @Taken(value = PORT_SET, when = "right = MACH_PORT_RIGHT_PORT_SET and delta < 0")
          int name,
      int right,
      int delta);

  /**
   * Puts a receive right of the own task into a port set and takes it out of all others.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_move_member_trap(mach_port_name_t target,
   * mach_port_name_t member, mach_port_name_t after)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_move_member}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there. To move a right into a set that
   * it is in already is a success, and takes it out of the others.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param member the name of a receive right
   * @param after the name of the port set, or {@code MACH_PORT_NULL} to take the right out of all
   *     sets
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has one of the names; a dead name as {@code
   *           member} where {@code after} is {@code MACH_PORT_NULL}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code member} is no receive right or {@code after} no
   *           port set; {@code member} is {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}, or
   *           {@code after} is {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_NOT_IN_SET}: {@code after} is {@code MACH_PORT_NULL} and the right is in
   *           no set.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): {@code after} is not {@code
   *           MACH_PORT_NULL}, and no right has one of the names.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): {@code after} is not {@code
   *           MACH_PORT_NULL}, and one of the names stands for another kind of right, unless {@code
   *           member} once was a receive right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_move_member_trap};
   *     {@code osfmk/ipc/mach_port.c: mach_port_move_member}; {@code osfmk/ipc/ipc_object.c:
   *     ipc_object_translate_port_pset}.
   */
  int _kernelrpc_mach_port_move_member_trap(
      @Borrowed(TASK) int target,
      @Borrowed(RECEIVE) int member,
      @Borrowed(value = PORT_SET, when = "after != 0") int after);

  /**
   * Asks for one notification about a name in the own task.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_request_notification_trap(ipc_space_t task,
   * mach_port_name_t name, mach_msg_id_t msgid, mach_port_mscount_t sync, mach_port_name_t notify,
   * mach_msg_type_name_t notifyPoly, mach_port_name_t *previous)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_request_notification}, for the own task
   * only. The wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there. Unlike that it cannot cancel a
   * request: without a right in {@code notify} it does nothing.
   *
   * <p>The kernel owns the send-once right until the notification is sent. What a failure does to
   * it: after {@code MACH_SEND_INVALID_DEST}, or where the right in {@code notify} is refused (the
   * caller lacks it, or it is one of a strict reply port or cannot be moved), nothing was touched.
   * After any other failure to request, the send-once right, made or moved, is destroyed, and the
   * notify port gets {@code MACH_NOTIFY_SEND_ONCE}; a dead name that was to be moved loses a
   * reference. Last, where only {@code previous} cannot be delivered, the request stands
   * nevertheless: the port of the earlier send-once right is dead ({@code
   * KERN_INVALID_CAPABILITY}), there is no name left for it ({@code KERN_NO_SPACE}, {@code
   * KERN_RESOURCE_SHORTAGE}; it is destroyed), or {@code previous} cannot be written ({@code
   * KERN_MEMORY_ERROR}; its name is lost).
   *
   * <p>A send-possible request for a dead name fires as a dead-name notification at once, and adds
   * a user reference to the dead name; so does, up to macOS 12, a dead-name request.
   *
   * @param task the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name to be told about
   * @param msgid which notification: {@code MACH_NOTIFY_DEAD_NAME}, {@code _SEND_POSSIBLE}, {@code
   *     _NO_SENDERS} or {@code _PORT_DESTROYED}
   * @param sync for no-senders: fire at once if there are no send rights and the make-send count is
   *     at least this; for send-possible: nonzero to arm the request at once; for port-destroyed: 0
   * @param notify the right that the notification goes to
   * @param notifyPoly its disposition: {@code MACH_MSG_TYPE_MAKE_SEND_ONCE} or {@code
   *     MACH_MSG_TYPE_MOVE_SEND_ONCE}
   * @param previous receives the name of the send-once right of an earlier request, which this one
   *     replaces, or {@code MACH_PORT_NULL}, which owns nothing: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; {@code notifyPoly} is none of the two; or {@code notify} is {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}. Nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_VALUE}: {@code msgid} is none of the four, or port-destroyed with
   *           a {@code sync} other than 0.
   *       <li>{@code KERN_INVALID_NAME}: no right has the name {@code name} or {@code notify}; for
   *           no-senders and port-destroyed {@code name} is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code notify} is not the right that {@code notifyPoly}
   *           needs; no-senders or port-destroyed for a name that is no receive right, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}, or a reply port, and port-destroyed for a
   *           port of the kernel; dead-name or send-possible for a port set.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the right to be moved is dead; {@code notify} is a
   *           strict reply port or cannot be moved; or the port of the earlier request is dead.
   *       <li>{@code KERN_INVALID_ARGUMENT}: dead-name or send-possible for {@code MACH_PORT_NULL}
   *           or {@code MACH_PORT_DEAD}; dead-name for a name that is dead already.
   *       <li>{@code KERN_FAILURE}: port-destroyed is requested already, or asked for a service
   *           port in a way that its owner may not.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the table of requests cannot grow; or there is no
   *           memory to name the earlier right.
   *       <li>{@code KERN_NO_SPACE}: there is no name left for the earlier right.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code previous} cannot be written.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): port-destroyed or no-senders for a port
   *           that does not allow it; or {@code notify} is a strict reply port.
   *       <li>{@code kGUARD_EXC_KERN_FAILURE} (optional): as {@code KERN_FAILURE}.
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): the send-once right to be moved cannot
   *           leave the task.
   *     </ul>
   *     <p>Versions: Up to XNU 8019 (macOS 12) a dead-name request with a {@code sync} other than 0
   *     for a name that is dead already fires at once. In macOS 11 the answer is 14, the {@code
   *     errno} for a bad address, where {@code previous} cannot be written.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c:
   *     _kernelrpc_mach_port_request_notification_trap}; {@code osfmk/ipc/mach_port.c:
   *     mach_port_request_notification}; {@code osfmk/ipc/ipc_right.c: ipc_right_request_alloc,
   *     ipc_right_copyin}; {@code osfmk/ipc/ipc_port.c: ipc_port_nsrequest}; {@code
   *     osfmk/ipc/ipc_object.c: ipc_object_copyout}.
   */
  int _kernelrpc_mach_port_request_notification_trap(
      @Borrowed(TASK) int task,
      @Borrowed(
              value = RECEIVE,
              when = "msgid = MACH_NOTIFY_NO_SENDERS | MACH_NOTIFY_PORT_DESTROYED")
          @Borrowed(
              value = ANY,
              when =
                  "msgid = MACH_NOTIFY_DEAD_NAME | MACH_NOTIFY_SEND_POSSIBLE and name is SEND "
                      + "| RECEIVE | SEND_ONCE")
          @Given(
              value = DEAD_NAME,
              when =
                  "msgid = MACH_NOTIFY_DEAD_NAME | MACH_NOTIFY_SEND_POSSIBLE and "
                      + "name is DEAD_NAME")
          int name,
      int msgid,
      int sync,
      @Borrowed(value = RECEIVE, when = "notifyPoly = MACH_MSG_TYPE_MAKE_SEND_ONCE")
          @Taken(
              value = SEND_ONCE,
              onFailure = DEPENDS,
              when = "notifyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE and notify is SEND_ONCE")
          @Taken(
              value = DEAD_NAME,
              onFailure = DEPENDS,
              when = "notifyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE and notify is DEAD_NAME")
          int notify,
      int notifyPoly,
      @Given(SEND_ONCE) Pointer previous);

  /**
   * Puts a right of the own task under a chosen name of the own task.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_insert_right_trap(mach_port_name_t target,
   * mach_port_name_t name, mach_port_name_t poly, mach_msg_type_name_t polyPoly)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_insert_right}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * <p>The right is taken before {@code name} is looked at. So {@code KERN_INVALID_VALUE}, {@code
   * KERN_NAME_EXISTS}, {@code KERN_RIGHT_EXISTS}, {@code KERN_NO_SPACE}, {@code
   * KERN_RESOURCE_SHORTAGE}, {@code KERN_FAILURE}, and {@code KERN_INVALID_CAPABILITY} for a right
   * that is dead or whose name cannot be chosen, lose a moved right: a send reference is gone, a
   * send-once right, made or moved, makes a {@code MACH_NOTIFY_SEND_ONCE} message, a receive right
   * is destroyed, a dead name loses a reference. After {@code MACH_SEND_INVALID_DEST}, {@code
   * KERN_INVALID_NAME}, {@code KERN_INVALID_RIGHT}, and {@code KERN_INVALID_CAPABILITY} for any
   * other right, everything is as it was.
   *
   * <p>Where the count is pegged at 65,535 the call succeeds and adds nothing.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name that the right is to have
   * @param poly the name that it has
   * @param polyPoly its disposition: {@code MACH_MSG_TYPE_MAKE_SEND}, {@code _COPY_SEND}, {@code
   *     _MOVE_SEND}, {@code _MAKE_SEND_ONCE}, {@code _MOVE_SEND_ONCE} or {@code _MOVE_RECEIVE}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has the name {@code poly}, or it is {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code poly} is not the right that the disposition needs,
   *           or {@code polyPoly} is no disposition.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the right is dead; it is a receive right that cannot
   *           leave its task, the last reference of a pinned port, or of a strict reply port; or
   *           the port is one whose holder must not choose its name.
   *       <li>{@code KERN_INVALID_VALUE}: {@code name} is {@code MACH_PORT_NULL} or {@code
   *           MACH_PORT_DEAD}, or its two lowest bits are not set.
   *       <li>{@code KERN_NAME_EXISTS}: {@code name} stands for something else; always for a
   *           send-once right and a name in use.
   *       <li>{@code KERN_RIGHT_EXISTS}: the task holds a right to this port under another name.
   *       <li>{@code KERN_NO_SPACE}: the name lies beyond the largest table of names.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *       <li>{@code KERN_FAILURE}: the index part of the name, all but its low 8 bits, is 0, or in
   *           use for another name.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): a receive right is to be moved that
   *           cannot leave its task.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the right is one of a strict reply port,
   *           and not a send right made or copied under its own name.
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): the last reference of a pinned
   *           thread or task port is to be moved.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_insert_right_trap};
   *     {@code osfmk/ipc/mach_port.c: mach_port_insert_right}; {@code osfmk/ipc/ipc_object.c:
   *     ipc_object_insert_send_right, ipc_object_copyin, ipc_object_copyout_name}; {@code
   *     osfmk/ipc/ipc_right.c: ipc_right_copyin}; {@code osfmk/ipc/ipc_entry.c:
   *     ipc_entry_alloc_name}.
   */
  int _kernelrpc_mach_port_insert_right_trap(
      @Borrowed(TASK) int target,
      @Given(
              value = SEND,
              when =
                  "polyPoly = MACH_MSG_TYPE_MAKE_SEND | MACH_MSG_TYPE_COPY_SEND"
                      + " | MACH_MSG_TYPE_MOVE_SEND")
          @Given(
              value = SEND_ONCE,
              when = "polyPoly = MACH_MSG_TYPE_MAKE_SEND_ONCE | MACH_MSG_TYPE_MOVE_SEND_ONCE")
          @Given(
              value = RECEIVE,
              release = "mach_port_destruct",
              when = "polyPoly = MACH_MSG_TYPE_MOVE_RECEIVE")
          int name,
      @Borrowed(
              value = RECEIVE,
              when = "polyPoly = MACH_MSG_TYPE_MAKE_SEND | MACH_MSG_TYPE_MAKE_SEND_ONCE")
          @Borrowed(value = SEND, when = "polyPoly = MACH_MSG_TYPE_COPY_SEND")
          @Taken(
              value = SEND,
              onFailure = DEPENDS,
              when = "polyPoly = MACH_MSG_TYPE_MOVE_SEND and poly is SEND")
          @Taken(
              value = SEND_ONCE,
              onFailure = DEPENDS,
              when = "polyPoly = MACH_MSG_TYPE_MOVE_SEND_ONCE and poly is SEND_ONCE")
          @Taken(
              value = RECEIVE,
              onFailure = DEPENDS,
              when = "polyPoly = MACH_MSG_TYPE_MOVE_RECEIVE")
          @Taken(
              value = DEAD_NAME,
              onFailure = DEPENDS,
              when =
                  "polyPoly = MACH_MSG_TYPE_MOVE_SEND | MACH_MSG_TYPE_MOVE_SEND_ONCE and "
                      + "poly is DEAD_NAME")
          int poly,
      int polyPoly);

  /**
   * Reads attributes of a port of the own task, such as its queue limit or its status.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_get_attributes_trap(mach_port_name_t target,
   * mach_port_name_t name, mach_port_flavor_t flavor, mach_port_info_t port_info_out,
   * mach_msg_type_number_t *port_info_outCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_get_attributes}, for the own task only.
   * The wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there. For {@code MACH_PORT_NULL} and
   * {@code MACH_PORT_DEAD} {@code MACH_PORT_LIMITS_INFO} is a success with 0 words, and {@code
   * MACH_PORT_DNREQUESTS_SIZE} one with the value 0 that leaves the count as it was.
   *
   * @param target the own task port; read or control
   * @param name the name of a receive right
   * @param flavor which attributes: {@code MACH_PORT_LIMITS_INFO}, {@code _RECEIVE_STATUS}, {@code
   *     _DNREQUESTS_SIZE}, {@code _INFO_EXT} or {@code _SERVICE_THROTTLED}
   * @param port_info_out receives the attributes
   * @param port_info_outCnt in: words of 32 bits of room, of which not more than 17 count; out:
   *     words written; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the read or control port of the
   *           calling task, but of another task, a weaker one, null, a dead name or no send right
   *           of the caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown.
   *       <li>{@code KERN_FAILURE}: there is too little room for the flavour.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is a dead name.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right; for most flavours also
   *           {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code MACH_PORT_SERVICE_THROTTLED} for a port that
   *           is none of a service.
   *       <li>{@code KERN_MEMORY_ERROR}: the count cannot be read or written, or the attributes
   *           cannot be written.
   *     </ul>
   *     <p>Versions: In macOS 11 a count that cannot be read is {@code MACH_SEND_INVALID_DATA}, and
   *     the answer is 14, the {@code errno} for a bad address, where count or attributes cannot be
   *     written.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_get_attributes_trap};
   *     {@code osfmk/ipc/mach_port.c: mach_port_get_attributes}; {@code osfmk/kern/ipc_tt.c:
   *     port_name_to_current_task_read_noref}.
   */
  int _kernelrpc_mach_port_get_attributes_trap(
      @Borrowed(TASK_READ) int target,
      @Borrowed(RECEIVE) int name,
      int flavor,
      Pointer port_info_out,
      Pointer port_info_outCnt);

  /**
   * Puts a receive right of the own task into a port set; it may be in several.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_insert_member_trap(mach_port_name_t target,
   * mach_port_name_t name, mach_port_name_t pset)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_insert_member}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name of a receive right
   * @param pset the name of a port set
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has one of the names.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right or {@code pset} no port
   *           set, or one is {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_ALREADY_IN_SET}: the right is a member already.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has one of the names.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): one of the names stands for another kind
   *           of right, unless {@code name} once was a receive right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_insert_member_trap};
   *     {@code osfmk/ipc/mach_port.c: mach_port_insert_member}; {@code osfmk/ipc/ipc_object.c:
   *     ipc_object_translate_port_pset}.
   */
  int _kernelrpc_mach_port_insert_member_trap(
      @Borrowed(TASK) int target, @Borrowed(RECEIVE) int name, @Borrowed(PORT_SET) int pset);

  /**
   * Takes a receive right of the own task out of a port set.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_extract_member_trap(mach_port_name_t target,
   * mach_port_name_t name, mach_port_name_t pset)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_extract_member}, for the own task only.
   * The wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name of a receive right
   * @param pset the name of a port set
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has one of the names.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right or {@code pset} no port
   *           set, or one is {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_NOT_IN_SET}: the right is no member.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has one of the names.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): one of the names stands for another kind
   *           of right, unless {@code name} once was a receive right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_extract_member_trap};
   *     {@code osfmk/ipc/mach_port.c: mach_port_extract_member}; {@code osfmk/ipc/ipc_object.c:
   *     ipc_object_translate_port_pset}.
   */
  int _kernelrpc_mach_port_extract_member_trap(
      @Borrowed(TASK) int target, @Borrowed(RECEIVE) int name, @Borrowed(PORT_SET) int pset);

  /**
   * Destroys a receive right of the own task, guarded or not, and gives back send references of the
   * same name.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_destruct_trap(mach_port_name_t target,
   * mach_port_name_t name, mach_port_delta_t srdelta, uint64_t guard)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_destruct}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * <p>Send references beyond those given back become as many references of a dead name under the
   * same name, and one more if a dead-name or send-possible notification was requested; with a
   * port-destroyed request they stay what they are. Where they are pegged at 65,535 every delta but
   * -65,535 does nothing.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name of the receive right
   * @param srdelta minus the number of send references to give back: 0 or negative
   * @param guard the guard: 64 bits; without meaning for a port that is not guarded
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is {@code MACH_PORT_NULL} or
   *           {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: the name is no receive right, or the delta is not 0 and
   *           there is no send right.
   *       <li>{@code KERN_INVALID_VALUE}: the delta is positive, or more than the send references
   *           there are.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port is guarded, and with another guard; the
   *           process is killed first.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_DESTROY} (always fatal): the port is guarded, and with another
   *           guard.
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name is no receive right, and was
   *           none; or the delta is not 0 and there is no send right.
   *       <li>{@code kGUARD_EXC_INVALID_VALUE} (optional): the delta is impossible.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_destruct_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_destruct}; {@code osfmk/ipc/ipc_right.c:
   *     ipc_right_destruct}.
   */
  int _kernelrpc_mach_port_destruct_trap(
      @Borrowed(TASK) int target,
      @Taken(RECEIVE) @Taken(value = SEND, count = "-srdelta", when = "srdelta < 0") int name,
      int srdelta,
      long guard);

  /**
   * Guards a receive right of the own task: from now on it can be destroyed with the guard only.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_guard_trap(mach_port_name_t target,
   * mach_port_name_t name, uint64_t guard, boolean_t strict)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_guard}, for the own task only. The wrapper
   * tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * <p>From then on the receive right goes back with {@link MachPortRoutines#mach_port_destruct}
   * and the guard; any other way ends the process.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name of a receive right
   * @param guard the guard: any 64 bits, 0 included
   * @param strict not 0: the context cannot be changed or read either
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port has a context other than 0 already.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name, or it is a dead
   *           name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *       <li>{@code kGUARD_EXC_INVALID_ARGUMENT} (optional): the port has a context other than 0
   *           already.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_guard_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_guard, mach_port_guard_locked}.
   */
  int _kernelrpc_mach_port_guard_trap(
      @Borrowed(TASK) int target, @Borrowed(RECEIVE) int name, long guard, int strict);

  /**
   * Takes the guard of a receive right of the own task away, and with it context and strictness.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_unguard_trap(mach_port_name_t target,
   * mach_port_name_t name, uint64_t guard)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_unguard}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name of a receive right
   * @param guard the guard that the port has: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, it is a dead name, {@code
   *           MACH_PORT_NULL} or {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code name} is no receive right.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port is not guarded, or with another guard; the
   *           process is killed first.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_UNGUARDED} (always fatal): the port is not guarded.
   *       <li>{@code kGUARD_EXC_INCORRECT_GUARD} (always fatal): the port has another guard.
   *       <li>{@code kGUARD_EXC_INVALID_NAME} (optional): no right has this name, or it is a dead
   *           name.
   *       <li>{@code kGUARD_EXC_INVALID_RIGHT} (optional): the name stands for another kind of
   *           right.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_unguard_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_unguard, mach_port_unguard_locked}.
   */
  int _kernelrpc_mach_port_unguard_trap(
      @Borrowed(TASK) int target, @Borrowed(RECEIVE) int name, long guard);

  /**
   * Tells what a name of the own task stands for.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_port_type_trap(ipc_space_t task, mach_port_name_t name,
   * mach_port_type_t *ptype)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachPortRoutines#mach_port_type}, for the own task only. The wrapper
   * tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}; what follows for others is told there. A name whose port is gone
   * becomes a dead name now at the latest, with one more user reference if a notification was
   * requested for it. {@code MACH_PORT_DEAD} is a success and a dead name. No guard exception comes
   * of a name that stands for nothing.
   *
   * @param task the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param name the name to look at
   * @param ptype receives {@code MACH_PORT_TYPE_*} bits: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_TASK}: the calling task is being terminated.
   *       <li>{@code KERN_INVALID_NAME}: no right has this name, or it is {@code MACH_PORT_NULL}.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code ptype} cannot be written.
   *     </ul>
   *     <p>Versions: In macOS 11 the answer is 14, the {@code errno} for a bad address, where
   *     {@code ptype} cannot be written.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_port_type_trap}; {@code
   *     osfmk/ipc/mach_port.c: mach_port_type}; {@code osfmk/ipc/ipc_right.c: ipc_right_info}.
   */
  int _kernelrpc_mach_port_type_trap(
      @Borrowed(TASK) int task, @Borrowed(NAME) int name, Pointer ptype);

  /**
   * Allocates zeroed memory in the own task.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_vm_allocate_trap(mach_port_name_t target,
   * mach_vm_offset_t *addr, mach_vm_size_t size, int flags)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachVmRoutines#mach_vm_allocate}, for the own task only. The wrapper
   * tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}. A size of 0 is a success with address 0.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param addr in: the wanted address, without {@code VM_FLAGS_ANYWHERE} (1); out: the address; 64
   *     bits; left alone on failure
   * @param size bytes; rounded up to whole pages
   * @param flags 0 for the given address, 1 ({@code VM_FLAGS_ANYWHERE}) for any, with others such
   *     as 0x4000 ({@code VM_FLAGS_OVERWRITE}) to replace what is there, and a tag in the highest 8
   *     bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flags are unknown or do not fit the size, or the
   *           size overflows.
   *       <li>{@code KERN_INVALID_ADDRESS}: the given range does not lie in the address space.
   *       <li>{@code KERN_NO_SPACE}: there is no free range of this size, or the given range is in
   *           use.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the given range is to be replaced and holds a
   *           permanent part of the shared region.
   *       <li>{@code KERN_MEMORY_ERROR}: the address cannot be read, or not be written; in the
   *           latter case the memory is there all the same.
   *     </ul>
   *     <p>Versions: In macOS 11 {@code addr} that cannot be read is {@code
   *     MACH_SEND_INVALID_DEST}, and the answer is 14, the {@code errno} for a bad address, where
   *     it cannot be written.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_vm_allocate_trap}; {@code
   *     osfmk/vm/vm_user.c: mach_vm_allocate_external}; {@code osfmk/vm/vm_kern.c:
   *     mach_vm_allocate_kernel}; {@code osfmk/vm/vm_map.c: vm_map_enter,
   *     vm_map_locate_space_fixed}.
   */
  int _kernelrpc_mach_vm_allocate_trap(
      @Borrowed(TASK) int target, @GivenMemory(bytes = "size") Pointer addr, long size, int flags);

  /**
   * Gives memory of the own task back.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_vm_deallocate_trap(mach_port_name_t target,
   * mach_vm_address_t address, mach_vm_size_t size)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link MachVmRoutines#mach_vm_deallocate}, for the own task only. The
   * wrapper tries it first, and sends the request as a message when it answers {@code
   * MACH_SEND_INVALID_DEST}. A size of 0 is a success that does nothing, and so are holes in the
   * range; a range with holes can raise {@code kGUARD_EXC_DEALLOC_GAP}, an optional guard exception
   * of its own type ({@code GUARD_TYPE_VIRT_MEMORY}). Memory that is mapped as permanent stays
   * mapped, without any access.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param address the first byte; the range grows to whole pages: 64 bits
   * @param size bytes
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the range overflows.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the range holds a permanent part of the shared
   *           region; what lies before it is given back already.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_vm_deallocate_trap}; {@code
   *     osfmk/vm/vm_user.c: mach_vm_deallocate}; {@code osfmk/vm/vm_map.c: vm_map_delete,
   *     vm_map_guard_exception}.
   */
  int _kernelrpc_mach_vm_deallocate_trap(
      @Borrowed(TASK) int target, @TakenMemory(bytes = "size") long address, long size);

  /**
   * Sets the access that is allowed to a range of memory of the own task, or the most that can be
   * allowed later.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_vm_protect_trap(mach_port_name_t target,
   * mach_vm_address_t address, mach_vm_size_t size, boolean_t set_maximum, vm_prot_t
   * new_protection)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@code mach_vm_protect}, for the own task only. The wrapper tries it first,
   * and sends the request as a message when it answers {@code MACH_SEND_INVALID_DEST}. A size of 0
   * is a success that does nothing.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param address the first byte; the range grows to whole pages: 64 bits
   * @param size bytes
   * @param set_maximum 0: sets what is allowed; else: sets the maximum, and takes away what is
   *     beyond it
   * @param new_protection {@code VM_PROT_READ} (1), {@code _WRITE} (2), {@code _EXECUTE} (4); with
   *     {@code VM_PROT_COPY} (16) the range becomes a private copy first, which may be written
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the protection has unknown bits, or the range
   *           overflows.
   *       <li>{@code KERN_INVALID_ADDRESS}: the range has holes or ends beyond the address space.
   *       <li>{@code KERN_PROTECTION_FAILURE}: more than the maximum is asked for; write and
   *           execute together where code signing forbids it; the memory is of a kind that is not
   *           to be changed.
   *       <li>{@code KERN_NO_SPACE}: with {@code VM_PROT_COPY}: there is no room for the copy.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_vm_protect_trap}; {@code
   *     osfmk/vm/vm_user.c: mach_vm_protect}; {@code osfmk/vm/vm_map.c: vm_map_protect}.
   */
  int _kernelrpc_mach_vm_protect_trap(
      @Borrowed(TASK) int target, long address, long size, int set_maximum, int new_protection);

  /**
   * Allocates zeroed memory in the own task with a given protection and alignment.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_vm_map_trap(mach_port_name_t target, mach_vm_offset_t
   * *address, mach_vm_size_t size, mach_vm_offset_t mask, int flags, vm_prot_t cur_protection)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@code mach_vm_map}, for the own task only. The wrapper tries it first, and
   * sends the request as a message when it answers {@code MACH_SEND_INVALID_DEST}. It is tried only
   * where no memory object is to be mapped, the maximum protection is {@code VM_PROT_ALL} and the
   * inheritance the default, which is what the trap does. It cannot map anything else. Unlike
   * {@link #_kernelrpc_mach_vm_allocate_trap} it refuses a size of 0.
   *
   * @param target the own task port, such as {@link MachInitRoutines#mach_task_self_}; control
   * @param address in: the wanted address, with {@code VM_FLAGS_ANYWHERE} (1) where to start
   *     looking; out: the address; 64 bits; left alone on failure
   * @param size bytes; rounded up to whole pages
   * @param mask bits that the address must not have: 0xffff for 64 KB alignment
   * @param flags as for {@link #_kernelrpc_mach_vm_allocate_trap}
   * @param cur_protection {@code VM_PROT_READ} (1), {@code _WRITE} (2), {@code _EXECUTE} (4)
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port of the calling
   *           task, but of another task, a weaker one, null, a dead name or no send right of the
   *           caller; nothing was done.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flags or the protection are unknown, the size is 0
   *           or does not fit the flags, or the range overflows.
   *       <li>{@code KERN_INVALID_ADDRESS}: the given range does not lie in the address space.
   *       <li>{@code KERN_NO_SPACE}: there is no free range of this size, the given range is in
   *           use, or its address has bits of the mask.
   *       <li>{@code KERN_PROTECTION_FAILURE}: write and execute together, or execute, where code
   *           signing or the task forbids it; or the given range is to be replaced and holds a
   *           permanent part of the shared region.
   *       <li>{@code KERN_MEMORY_ERROR}: the address cannot be read, or not be written; in the
   *           latter case the memory is there all the same.
   *     </ul>
   *     <p>Versions: In macOS 11 {@code address} that cannot be read is {@code
   *     MACH_SEND_INVALID_DEST}, and the answer is 14, the {@code errno} for a bad address, where
   *     it cannot be written.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_vm_map_trap}; {@code
   *     osfmk/vm/vm_user.c: mach_vm_map_external}; {@code osfmk/vm/vm_map.c:
   *     vm_map_enter_mem_object, vm_map_enter}; {@code libsyscall/mach/mach_vm.c: mach_vm_map}.
   */
  int _kernelrpc_mach_vm_map_trap(
      @Borrowed(TASK) int target,
      @GivenMemory(bytes = "size") Pointer address,
      long size,
      long mask,
      int flags,
      int cur_protection);

  /**
   * Tells or sets whether the kernel may throw the contents of purgeable memory of the own task
   * away.
   *
   * <p>{@code kern_return_t _kernelrpc_mach_vm_purgable_control_trap(mach_port_name_t target,
   * mach_vm_offset_t address, vm_purgable_t control, int *state)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@code mach_vm_purgable_control}, for the own task only. The wrapper tries
   * it first, and sends the request as a message when it answers {@code MACH_SEND_INVALID_DEST}. It
   * acts on the whole memory object at the address, which must have been made with {@code
   * VM_FLAGS_PURGABLE} (2). {@code VM_PURGABLE_PURGE_ALL} looks at no address: it empties all
   * volatile memory of the whole system.
   *
   * @param target the own task port; control, for {@code VM_PURGABLE_GET_STATE} read or control
   * @param address an address in the memory: 64 bits
   * @param control {@code VM_PURGABLE_SET_STATE} (0), {@code _GET_STATE} (1) or {@code _PURGE_ALL}
   *     (2)
   * @param state in: the state to set, {@code VM_PURGABLE_NONVOLATILE} (0), {@code _VOLATILE} (1)
   *     or {@code _EMPTY} (2), with bits for the order of purging; out: the state before; 32 bits;
   *     must be readable for every {@code control}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is not the control port (for {@code
   *           VM_PURGABLE_GET_STATE} read or control port) of the calling task, but of another
   *           task, a weaker one, null, a dead name or no send right of the caller; nothing was
   *           done.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code control} is none of the three, the state is
   *           none, or the memory is not purgeable.
   *       <li>{@code KERN_INVALID_ADDRESS}: nothing of the own is mapped there.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the memory cannot be written, or the kernel alone
   *           may set its state.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code state} cannot be read, or not be written; in the
   *           latter case the state is set.
   *     </ul>
   *     <p>Versions: In macOS 11 {@code VM_PURGABLE_GET_STATE} needs the control port too. In macOS
   *     11 {@code state} that cannot be read is {@code MACH_SEND_INVALID_DEST}, and the answer is
   *     14, the {@code errno} for a bad address, where it cannot be written.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: _kernelrpc_mach_vm_purgable_control_trap};
   *     {@code osfmk/vm/vm_user.c: mach_vm_purgable_control}; {@code osfmk/vm/vm_map.c:
   *     vm_map_purgable_control}; {@code osfmk/vm/vm_object.c: vm_object_purgable_control}; {@code
   *     osfmk/vm/vm_purgeable.c: vm_purgeable_object_purge_all}.
   */
  int _kernelrpc_mach_vm_purgable_control_trap(
      @Borrowed(value = TASK_READ, when = "control = 1")
          @Borrowed(value = TASK, when = "control != 1")
          int target,
      long address,
      int control,
      Pointer state);

  /**
   * Puts the calling thread to sleep until a clock shows a time.
   *
   * <p>{@code kern_return_t clock_sleep_trap(mach_port_name_t clock_name, sleep_type_t sleep_type,
   * int sleep_sec, int sleep_nsec, mach_timespec_t *wakeup_time)}
   *
   * <p>{@ownership}
   *
   * <p>Only the system clock can be slept on. It counts the time since the system started, without
   * the time that the system slept. A time in the past is no error: the call returns at once.
   *
   * <p>The time delivered after {@code KERN_ABORTED} is that at which the sleep would have ended,
   * always absolute; after {@code KERN_INVALID_VALUE} it is what was passed in. The kernel does not
   * tell if it cannot write it. The old manual says that a sleep also ends when the clock is set:
   * today's clocks cannot be set this way.
   *
   * @param clock_name the clock port, from {@link MachHostRoutines#host_get_clock_service} with
   *     {@code SYSTEM_CLOCK}, 0; or {@code MACH_PORT_NULL} for the same clock
   * @param sleep_type {@code TIME_ABSOLUTE}, 0: until the clock shows this time; or {@code
   *     TIME_RELATIVE}, 1: for this time from now
   * @param sleep_sec seconds; read as unsigned
   * @param sleep_nsec nanoseconds, from 0 to 999999999
   * @param wakeup_time receives the time at which the thread woke, absolute: two words of 32 bits,
   *     seconds and nanoseconds; or NULL
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code clock_name} is neither {@code MACH_PORT_NULL}
   *           nor a send right of the caller to a clock.
   *       <li>{@code KERN_FAILURE}: it is another clock, the calendar clock.
   *       <li>{@code KERN_INVALID_VALUE}: {@code sleep_type} is unknown, or {@code sleep_nsec} is
   *           out of range.
   *       <li>{@code KERN_ABORTED}: the sleep was ended by {@link ThreadActRoutines#thread_abort},
   *           {@link ThreadActRoutines#thread_abort_safely} or a signal (of Unix).
   *     </ul>
   *     <p>Source: {@code osfmk/kern/clock_oldops.c: clock_sleep_trap, clock_sleep_internal,
   *     check_time}; {@code osfmk/kern/ipc_clock.c: port_name_to_clock}.
   */
  int clock_sleep_trap(
      @Borrowed(CLOCK) int clock_name,
      int sleep_type,
      int sleep_sec,
      int sleep_nsec,
      Pointer wakeup_time);

  /**
   * Makes a voucher from recipes, or finds the one that is the same.
   *
   * <p>{@code kern_return_t host_create_mach_voucher_trap(mach_port_name_t host,
   * mach_voucher_attr_raw_recipe_array_t recipes, int recipes_size, mach_port_name_t *voucher)}
   *
   * <p>{@ownership}
   *
   * <p>What {@link MachHostRoutines#host_create_mach_voucher} calls first. A voucher is a set of
   * attributes, one value for each key, that travels with messages and never changes. Two vouchers
   * with the same values are one: the name may be one that the caller has already, with one user
   * reference more.
   *
   * <p>Each recipe changes the set, in order: 16 bytes and content. The words of 32 bits are the
   * key ({@code MACH_VOUCHER_ATTR_KEY_*}, or all bits set for all keys), the command ({@code
   * MACH_VOUCHER_ATTR_*}: 1 copies from another voucher, 2 removes, others are for the manager of
   * the key), the name of that other voucher or {@code MACH_PORT_NULL}, and the bytes of content
   * that follow. The names of vouchers in the recipes stay the caller's.
   *
   * <p>Success does not mean a voucher: without recipes {@code MACH_PORT_NULL} is delivered, and
   * also if the caller has no room for another name. If the result cannot be written, the reference
   * has been added to the caller's port space all the same, under a name that it does not learn.
   *
   * @param host the host port; the privileged one will do
   * @param recipes the recipes, one after the other
   * @param recipes_size their length in bytes, at most 5120; 0 for none
   * @param voucher receives the name of the voucher: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is not a send right of the caller to the
   *           host.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code recipes_size} is negative; a recipe is longer
   *           than what is left; no manager has this key; its manager does not know the command or
   *           the content; or a command to copy or remove has content.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code recipes_size} is greater than 5120.
   *       <li>{@code KERN_INVALID_CAPABILITY}: a name in a recipe is not a voucher of the caller;
   *           or the command is {@code MACH_VOUCHER_ATTR_SET_VALUE_HANDLE}; or the value of another
   *           voucher may not be redeemed by this task.
   *       <li>{@code KERN_NO_ACCESS}: the caller may not set this persona.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: no kernel memory.
   *       <li>{@code KERN_MEMORY_ERROR}: the recipes cannot be read or the result cannot be
   *           written.
   *     </ul>
   *     <p>Versions: On macOS 11 a result that cannot be written gives 14, the {@code EFAULT} of
   *     Unix, which looks like {@code KERN_ABORTED}.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: host_create_mach_voucher_trap}; {@code
   *     osfmk/ipc/ipc_voucher.c: ipc_create_mach_voucher_internal,
   *     ipc_execute_voucher_recipe_command, ipc_replace_voucher_value}; {@code osfmk/bank/bank.c:
   *     bank_get_value}.
   */
  int host_create_mach_voucher_trap(
      @Borrowed(HOST) int host,
      Pointer recipes,
      int recipes_size,
      @Given(value = VOUCHER, when = "recipes_size > 0") Pointer voucher);

  /**
   * Tells the value of one attribute of a voucher.
   *
   * <p>{@code kern_return_t mach_voucher_extract_attr_recipe_trap(mach_port_name_t voucher_name,
   * mach_voucher_attr_key_t key, mach_voucher_attr_raw_recipe_t recipe, mach_msg_type_number_t
   * *recipe_size)}
   *
   * <p>{@ownership}
   *
   * <p>The result is a recipe: 16 bytes (key, command, {@code MACH_PORT_NULL}, bytes of content)
   * and the content, in the form that the manager of the key gives it. For the keys {@code
   * _IMPORTANCE} and {@code _BANK} that is text to be read by people, which would not make the
   * value again. The kernel also reads the whole buffer first, so it must be readable.
   *
   * @param voucher_name the voucher
   * @param key {@code MACH_VOUCHER_ATTR_KEY_*}
   * @param recipe receives the recipe
   * @param recipe_size in: room in bytes, at most 5120; out: bytes used, 0 if the voucher has no
   *     value for this key or no such key exists: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: the room is more than 5120 bytes.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code voucher_name} is not a send right of the
   *           caller to a voucher.
   *       <li>{@code KERN_NO_SPACE}: there is a value, and the room is too small for it.
   *       <li>{@code KERN_INVALID_VALUE}: the key is {@code MACH_VOUCHER_ATTR_KEY_PTHPRIORITY}, and
   *           the value is the default or the room is exactly 16 bytes.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: no kernel memory.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code recipe} or {@code recipe_size} cannot be read or
   *           written.
   *     </ul>
   *     <p>Versions: On macOS 11 a result that cannot be written gives 14, the {@code EFAULT} of
   *     Unix, which looks like {@code KERN_ABORTED}.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: mach_voucher_extract_attr_recipe_trap};
   *     {@code osfmk/ipc/ipc_voucher.c: mach_voucher_extract_attr_recipe}; {@code
   *     osfmk/voucher/ipc_pthread_priority.c: ipc_pthread_priority_extract_content}.
   */
  int mach_voucher_extract_attr_recipe_trap(
      @Borrowed(VOUCHER) int voucher_name, int key, Pointer recipe, Pointer recipe_size);

  /**
   * Reserves numbers for activities, unique on this system until it restarts.
   *
   * <p>{@code kern_return_t mach_generate_activity_id(mach_port_name_t target, int count, uint64_t
   * *activity_id)}
   *
   * <p>{@ownership}
   *
   * <p>The numbers follow one another; the caller may use the one delivered and the {@code count -
   * 1} after it. They begin at 1 when the system starts.
   *
   * @param target ignored; pass {@code mach_task_self_}
   * @param count how many numbers: from 1 to 16
   * @param activity_id receives the first of them: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code count} is out of range.
   *       <li>{@code KERN_ABORTED}: {@code activity_id} cannot be written; the value 14 is really
   *           the {@code EFAULT} of Unix. The numbers are used up.
   *     </ul>
   *     <p>Source: {@code osfmk/ipc/ipc_voucher.c: mach_generate_activity_id}.
   */
  int mach_generate_activity_id(@Borrowed(NAME) int target, int count, Pointer activity_id);

  /**
   * Was to let a process use swap space that others may not. Today's kernels refuse it.
   *
   * <p>{@code kern_return_t macx_backing_store_recovery(int pid)}
   *
   * <p>{@ownership}
   *
   * @param pid ignored
   * @return {@code KERN_SUCCESS} never, but always:
   *     <ul>
   *       <li>{@code KERN_RPC_CONTINUE_ORPHAN}: 45, really the {@code ENOTSUP} of Unix.
   *     </ul>
   *     <p>Source: {@code bsd/vm/dp_backing_file.c: macx_backing_store_recovery}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int macx_backing_store_recovery(int pid);

  /**
   * Was to stop processes from using more swap space. Today's kernels refuse it.
   *
   * <p>{@code kern_return_t macx_backing_store_suspend(boolean_t suspend)}
   *
   * <p>{@ownership}
   *
   * @param suspend ignored
   * @return {@code KERN_SUCCESS} never, but always:
   *     <ul>
   *       <li>{@code KERN_RPC_CONTINUE_ORPHAN}: 45, really the {@code ENOTSUP} of Unix.
   *     </ul>
   *     <p>Source: {@code bsd/vm/dp_backing_file.c: macx_backing_store_suspend}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int macx_backing_store_suspend(int suspend);

  /**
   * Was to take a file out of the swap space. Today's kernels refuse it.
   *
   * <p>{@code kern_return_t macx_swapoff(uint64_t filename, int flags)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel makes and removes its swap files itself.
   *
   * @param filename ignored; was the address of a path
   * @param flags ignored
   * @return {@code KERN_SUCCESS} never, but always:
   *     <ul>
   *       <li>{@code KERN_RPC_CONTINUE_ORPHAN}: 45, really the {@code ENOTSUP} of Unix.
   *     </ul>
   *     <p>Source: {@code bsd/vm/dp_backing_file.c: macx_swapoff}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int macx_swapoff(long filename, int flags);

  /**
   * Was to add a file to the swap space. Today's kernels refuse it.
   *
   * <p>{@code kern_return_t macx_swapon(uint64_t filename, int flags, int size, int priority)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel makes and removes its swap files itself.
   *
   * @param filename ignored; was the address of a path
   * @param flags ignored
   * @param size ignored
   * @param priority ignored
   * @return {@code KERN_SUCCESS} never, but always:
   *     <ul>
   *       <li>{@code KERN_RPC_CONTINUE_ORPHAN}: 45, really the {@code ENOTSUP} of Unix.
   *     </ul>
   *     <p>Source: {@code bsd/vm/dp_backing_file.c: macx_swapon}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int macx_swapon(long filename, int flags, int size, int priority);

  /**
   * Turns swapping, and the compaction of swap files, off before a shutdown or on again.
   *
   * <p>{@code kern_return_t macx_triggers(int hi_water, int low_water, int flags, mach_port_t
   * alert_port)}
   *
   * <p>{@ownership}
   *
   * <p>Was to ask for a message when swap space runs low; today's kernels refuse that. What is left
   * concerns the whole system and is a matter of the superuser: leave it to launchd.
   *
   * @param hi_water ignored
   * @param low_water ignored
   * @param flags {@code SWAP_COMPACT_DISABLE}, 0x10, or {@code SWAP_COMPACT_ENABLE}, 0x20; if both
   *     are set, the first counts
   * @param alert_port ignored; not even looked up
   * @return {@code KERN_SUCCESS}, or an error, which is one of Unix:
   *     <ul>
   *       <li>{@code KERN_INVALID_ADDRESS}: 1, really {@code EPERM}: the caller is not the
   *           superuser.
   *       <li>{@code KERN_RPC_CONTINUE_ORPHAN}: 45, really {@code ENOTSUP}: {@code flags} has
   *           neither of these bits.
   *     </ul>
   *     <p>Versions: Before macOS 13.3 only compaction is turned off and on. From macOS 12.3 on
   *     {@code SWAP_COMPACT_DISABLE} does nothing on Apple silicon, and succeeds.
   *     <p>Source: {@code bsd/vm/dp_backing_file.c: macx_triggers, macx_backing_store_compaction}.
   */
  int macx_triggers(int hi_water, int low_water, int flags, @Borrowed(NAME) int alert_port);

  /**
   * Wakes one thread that waits for a semaphore, or counts the signal if none does.
   *
   * <p>{@code kern_return_t semaphore_signal_trap(mach_port_name_t signal_name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link SemaphoreRoutines#semaphore_signal}, and the same in all respects.
   *
   * @param signal_name the semaphore
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: {@code signal_name} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_signal_trap,
   *     semaphore_signal_internal_trap, semaphore_signal_internal, port_name_to_semaphore}.
   */
  int semaphore_signal_trap(@Borrowed(SEMAPHORE) int signal_name);

  /**
   * Wakes all threads that wait for a semaphore.
   *
   * <p>{@code kern_return_t semaphore_signal_all_trap(mach_port_name_t signal_name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link SemaphoreRoutines#semaphore_signal_all}, and the same in all
   * respects. If nobody waits, nothing happens.
   *
   * @param signal_name the semaphore
   * @return {@code KERN_SUCCESS}, also if nobody waited, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: {@code signal_name} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_signal_all_trap,
   *     semaphore_signal_internal, port_name_to_semaphore}.
   */
  int semaphore_signal_all_trap(@Borrowed(SEMAPHORE) int signal_name);

  /**
   * Wakes one particular thread if it waits for a semaphore.
   *
   * <p>{@code kern_return_t semaphore_signal_thread_trap(mach_port_name_t signal_name,
   * mach_port_name_t thread_name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link SemaphoreRoutines#semaphore_signal_thread}, and the same in all
   * respects. The signal is never counted.
   *
   * @param signal_name the semaphore
   * @param thread_name the thread port: control; or {@code MACH_PORT_NULL} for any one thread that
   *     waits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread_name} is neither {@code MACH_PORT_NULL}
   *           nor the control port of a living thread that the caller may control.
   *       <li>{@code KERN_INVALID_NAME}: {@code signal_name} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_NOT_WAITING}: the thread does not wait for this semaphore; or nobody
   *           does.
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_signal_thread_trap,
   *     semaphore_signal_internal}; {@code osfmk/kern/ipc_tt.c: port_name_to_thread}.
   */
  int semaphore_signal_thread_trap(
      @Borrowed(SEMAPHORE) int signal_name, @Borrowed(THREAD) int thread_name);

  /**
   * Takes one signal of a semaphore, or waits for one.
   *
   * <p>{@code kern_return_t semaphore_wait_trap(mach_port_name_t wait_name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link SemaphoreRoutines#semaphore_wait}, and the same in all respects.
   *
   * @param wait_name the semaphore
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: {@code wait_name} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_ABORTED}: the wait was ended by {@link ThreadActRoutines#thread_abort},
   *           {@link ThreadActRoutines#thread_abort_safely} or a signal (of Unix).
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended, before
   *           or during the wait.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_wait_trap, semaphore_wait_internal,
   *     port_name_to_semaphore}.
   */
  int semaphore_wait_trap(@Borrowed(SEMAPHORE) int wait_name);

  /**
   * Begins to wait for one semaphore, signals another, and then blocks.
   *
   * <p>{@code kern_return_t semaphore_wait_signal_trap(mach_port_name_t wait_name, mach_port_name_t
   * signal_name)}
   *
   * <p>{@ownership}
   *
   * <p>The trap behind {@link SemaphoreRoutines#semaphore_wait_signal}, and the same in all
   * respects. Once both names are found good, the signal is given whatever becomes of the wait.
   *
   * @param wait_name the semaphore to wait for
   * @param signal_name the semaphore to signal; looked up first
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: one of them is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: one of them is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: one of them is a send right, but not to a semaphore.
   *       <li>{@code KERN_ABORTED}: the wait was ended by {@link ThreadActRoutines#thread_abort},
   *           {@link ThreadActRoutines#thread_abort_safely} or a signal (of Unix); the other
   *           semaphore has been signalled.
   *       <li>{@code KERN_TERMINATED}: the semaphore of {@code wait_name} was destroyed before or
   *           during the wait; or that of {@code signal_name} was, and the wait was given up.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_wait_signal_trap,
   *     semaphore_wait_internal, port_name_to_semaphore}.
   */
  int semaphore_wait_signal_trap(
      @Borrowed(SEMAPHORE) int wait_name, @Borrowed(SEMAPHORE) int signal_name);

  /**
   * Takes one signal of a semaphore, or waits for one, but not for longer than a given time.
   *
   * <p>{@code kern_return_t semaphore_timedwait_trap(mach_port_name_t wait_name, unsigned int sec,
   * clock_res_t nsec)}
   *
   * <p>{@ownership}
   *
   * <p>The time begins with the call and stands still while the system sleeps. 0 seconds and 0
   * nanoseconds ask without blocking. The C library has it as {@code semaphore_timedwait}. Where
   * one waits again after {@code KERN_ABORTED}, the time that has passed must be taken off.
   *
   * @param wait_name the semaphore
   * @param sec how long to wait: seconds; unsigned
   * @param nsec and nanoseconds, from 0 to 999999999
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_VALUE}: {@code nsec} is out of range; checked before the name.
   *       <li>{@code KERN_INVALID_NAME}: {@code wait_name} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_OPERATION_TIMED_OUT}: the time has passed; no signal was taken.
   *       <li>{@code KERN_ABORTED}: the wait was ended by {@link ThreadActRoutines#thread_abort},
   *           {@link ThreadActRoutines#thread_abort_safely} or a signal (of Unix).
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended, before
   *           or during the wait.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_timedwait_trap,
   *     semaphore_timedwait_trap_internal, semaphore_wait_internal, semaphore_deadline}.
   */
  int semaphore_timedwait_trap(@Borrowed(SEMAPHORE) int wait_name, int sec, int nsec);

  /**
   * Begins to wait for one semaphore, signals another, and blocks for no longer than a given time.
   *
   * <p>{@code kern_return_t semaphore_timedwait_signal_trap(mach_port_name_t wait_name,
   * mach_port_name_t signal_name, unsigned int sec, clock_res_t nsec)}
   *
   * <p>{@ownership}
   *
   * <p>Like {@link #semaphore_wait_signal_trap}, with the time of {@link
   * #semaphore_timedwait_trap}. The C library has it as {@code semaphore_timedwait_signal}. Once
   * the arguments are found good, the signal is given whatever becomes of the wait, also after
   * {@code KERN_OPERATION_TIMED_OUT}. For the case that the semaphore to be signalled was destroyed
   * see {@link SemaphoreRoutines#semaphore_wait_signal}; with a time of 0 its result tells nothing
   * either.
   *
   * @param wait_name the semaphore to wait for
   * @param signal_name the semaphore to signal; looked up first
   * @param sec how long to wait: seconds; unsigned
   * @param nsec and nanoseconds, from 0 to 999999999
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_VALUE}: {@code nsec} is out of range; checked before the names.
   *       <li>{@code KERN_INVALID_NAME}: one of them is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: one of them is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: one of them is a send right, but not to a semaphore.
   *       <li>{@code KERN_OPERATION_TIMED_OUT}: the time has passed; the other semaphore has been
   *           signalled.
   *       <li>{@code KERN_ABORTED}: the wait was ended by {@link ThreadActRoutines#thread_abort},
   *           {@link ThreadActRoutines#thread_abort_safely} or a signal (of Unix); the other
   *           semaphore has been signalled.
   *       <li>{@code KERN_TERMINATED}: the semaphore of {@code wait_name} was destroyed before or
   *           during the wait; or that of {@code signal_name} was, and the wait was given up.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_timedwait_signal_trap,
   *     semaphore_timedwait_signal_trap_internal, semaphore_wait_internal}.
   */
  int semaphore_timedwait_signal_trap(
      @Borrowed(SEMAPHORE) int wait_name, @Borrowed(SEMAPHORE) int signal_name, int sec, int nsec);

  /**
   * Gives the processor to another thread if one is ready to run on it.
   *
   * <p>{@code boolean_t swtch(void)}
   *
   * <p>{@ownership}
   *
   * <p>The priority of the caller stays as it is: a thread of lower priority does not get the
   * processor. Do not wait for something in a loop around it: use {@link #thread_switch} or a
   * semaphore.
   *
   * @return 0 if nothing else was ready to run and nothing was done; otherwise, after having run
   *     again, whether something else is ready still: 1 if so, 0 if not
   *     <p>Source: {@code osfmk/kern/syscall_subr.c: swtch, swtch_continue}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int swtch();

  /**
   * Gives the processor to another thread if one is ready to run, also one of lower priority.
   *
   * <p>{@code boolean_t swtch_pri(int pri)}
   *
   * <p>{@ownership}
   *
   * <p>Like {@link #swtch}, but the caller has the lowest priority until it runs again, for one
   * quantum at most. Whether to yield at all is decided before that, with its own priority.
   *
   * @param pri ignored
   * @return 0 if the scheduler saw no reason to yield and nothing was done; otherwise, after having
   *     run again, whether something else is ready still: 1 if so, 0 if not
   *     <p>Source: {@code osfmk/kern/syscall_subr.c: swtch_pri, swtch_pri_continue,
   *     thread_depress_abstime}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  int swtch_pri(int pri);

  /**
   * Gives the processor to another thread, if possible to a given one.
   *
   * <p>{@code kern_return_t thread_switch(mach_port_name_t thread_name, int option,
   * mach_msg_timeout_t option_time)}
   *
   * <p>{@ownership}
   *
   * <p>For a thread that cannot go on and knows whom it waits for, or for how long. The thread is a
   * hint: if it cannot run at once on this processor, or the name is wrong, the scheduler chooses.
   * What the caller itself does is the option:
   *
   * <ul>
   *   <li>{@code SWITCH_OPTION_NONE}, 0: stays ready to run.
   *   <li>{@code SWITCH_OPTION_DEPRESS}, 1: has the lowest priority until it runs again, at most
   *       for the time.
   *   <li>{@code SWITCH_OPTION_WAIT}, 2: waits for the time, or until {@link
   *       ThreadActRoutines#thread_abort} or a signal; then, too, the result is a success.
   *   <li>3, 4 and 5 are Apple's own, for locks of the system libraries: waits for the time, here
   *       in microseconds; as 1, and as 2, but with a thread of the same task only, which may also
   *       be lent the caller's tier of I/O.
   * </ul>
   *
   * <p>If neither a thread was switched to nor the option waits, and the scheduler sees no reason
   * to yield, the call returns at once. Then the priority is not lowered either. The old manual
   * describes a {@code SWITCH_OPTION_IDLE}, which does not exist.
   *
   * @param thread_name the thread port: control; or {@code MACH_PORT_NULL} for none; a name that is
   *     no such port is ignored, as is the calling thread
   * @param option {@code SWITCH_OPTION_*}, from 0 to 5
   * @param option_time milliseconds; with option 3 microseconds; with option 1 and 4, 0 sets no
   *     limit
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code option} is unknown.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/ms_thread_switch.c: thread_switch}; {@code
   *     osfmk/kern/syscall_subr.c: thread_switch, thread_switch_continue, thread_depress_ms}.
   */
  int thread_switch(@Borrowed(THREAD) int thread_name, int option, int option_time);

  /**
   * Tells which ports are to hear of libraries that the calling task loads and unloads.
   *
   * <p>{@code kern_return_t task_dyld_process_info_notify_get(mach_port_name_array_t names_addr,
   * natural_t *names_count_addr)}
   *
   * <p>{@ownership}
   *
   * <p>Meant for the dynamic linker, which sends the messages. The ports are those that debuggers
   * and others registered for this task with {@link
   * TaskRoutines#task_dyld_process_info_notify_register}; dead ones are dropped on the way. There
   * are 8 at most: with room for 8 names {@code KERN_NO_SPACE} cannot come. References that were
   * already added when an error is found are taken back by the kernel.
   *
   * @param names_addr receives the names: an array of words of 32 bits
   * @param names_count_addr in: for how many names there is room; out: how many there are, 0 if
   *     nobody has registered: 32 bits; not written on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: one of the addresses is NULL.
   *       <li>{@code KERN_NO_SPACE}: there is room for no name, or for fewer than there are.
   *       <li>{@code KERN_MEMORY_ERROR}: an address cannot be read or written.
   *     </ul>
   *     <p>Versions: On macOS 11 a count that cannot be read gives {@code KERN_MEMORY_FAILURE}.
   *     <p>Source: {@code osfmk/ipc/mach_kernelrpc.c: task_dyld_process_info_notify_get_trap}.
   */
  int task_dyld_process_info_notify_get(
      @Given(value = SEND, count = "each of names_count_addr") Pointer names_addr,
      Pointer names_count_addr);
}
