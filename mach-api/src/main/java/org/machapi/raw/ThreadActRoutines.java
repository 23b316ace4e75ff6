package org.machapi.raw;

import static org.machapi.raw.OnFailure.TAKEN;
import static org.machapi.raw.RightKind.PROCESSOR_SET;
import static org.machapi.raw.RightKind.RECEIVE;
import static org.machapi.raw.RightKind.SEND;
import static org.machapi.raw.RightKind.THREAD;
import static org.machapi.raw.RightKind.THREAD_INSPECT;
import static org.machapi.raw.RightKind.THREAD_READ;
import static org.machapi.raw.RightKind.VOUCHER;

import jnr.ffi.Pointer;

/** Threads: the routines of {@code <mach/thread_act.h>}. */
public interface ThreadActRoutines {

  /**
   * Tells which ports handle the exceptions of a thread.
   *
   * <p>{@code kern_return_t thread_get_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>Each slot gives a user reference of its own, also where two name the same port. {@code
   * MACH_PORT_NULL} and {@code MACH_PORT_DEAD} own nothing.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. A thread that never had a
   * handler gives no slot; afterwards each type has one, with {@code MACH_PORT_NULL} where there is
   * no handler.
   *
   * <p>To look only, without any right to give back, use {@link #thread_get_exception_ports_info}.
   *
   * @param thread the thread port; control
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param masks receives {@code EXC_MASK_*} for each slot: room for 32 words of 32 bits
   * @param masksCnt receives the number of slots: 32 bits
   * @param old_handlers receives the handler of each slot: room for 32 names
   * @param old_behaviors receives the behaviour of each slot: room for 32 words
   * @param old_flavors receives the flavour of each slot: room for 32 words
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}.
   *       <li>{@code KERN_FAILURE}: the thread is going away.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_get_exception_ports_from_user}; {@code
   *     osfmk/kern/ipc_tt.c: thread_get_exception_ports_internal}.
   */
  int thread_get_exception_ports(
      @Borrowed(THREAD) int thread,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      @Given(value = SEND, count = "each of masksCnt") Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Tells how the exceptions of a thread are handled, with numbers in place of the ports.
   *
   * <p>{@code kern_return_t thread_get_exception_ports_info(mach_port_t port, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_info_array_t old_handlers_info, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>This is {@link #thread_get_exception_ports} for a debugger or a tool that only looks: it
   * gives no right, and a read port is enough.
   *
   * <p>A number is a hash of a kernel address, cut to 32 bits. It says nothing by itself, but equal
   * numbers mean the same port or task with great likelihood. No handler, and a dead one, gives two
   * zeros.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. A thread that never had a
   * handler gives no slot.
   *
   * @param port the thread port; read or control
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param masks receives {@code EXC_MASK_*} for each slot: room for 32 words of 32 bits
   * @param masksCnt receives the number of slots: 32 bits
   * @param old_handlers_info receives two words of 32 bits for each slot: the number of the port,
   *     and the number of the task that receives from it, or 0: room for 32 pairs, 256 bytes
   * @param old_behaviors receives the behaviour of each slot: room for 32 words
   * @param old_flavors receives the flavour of each slot: room for 32 words
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code port} is no thread port of a living thread, or
   *           too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code port} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}.
   *       <li>{@code KERN_FAILURE}: the thread is going away.
   *     </ul>
   *     <p>Versions: it came with macOS 11.3. Up to macOS 12 the numbers are 0, unless a security
   *     policy lets the caller have the control port of the kernel.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_get_exception_ports_info}; {@code
   *     osfmk/kern/ipc_tt.c: thread_get_exception_ports_internal}.
   */
  int thread_get_exception_ports_info(
      @Borrowed(THREAD_READ) int port,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers_info,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Sets the port that handles some exceptions of a thread.
   *
   * <p>{@code kern_return_t thread_set_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel copies the right, one send right for each type, and keeps the copies until the
   * handler is replaced or the thread ends. The earlier handlers are dropped: where that was the
   * last send right to a port, its no-senders notification is sent, if one is asked for.
   *
   * <p>After a failure nothing has changed.
   *
   * @param thread the thread port; control
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right, a receive right is not enough; {@code
   *     MACH_PORT_NULL} for none
   * @param behavior {@code EXCEPTION_*} with bits {@code MACH_EXCEPTION_*} beside it
   * @param new_flavor the flavour of thread state that the handler gets, or 0 where it gets none
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}; the behaviour is unknown
   *           (not checked for {@code MACH_PORT_NULL}); the flavour is neither 0 nor known; {@code
   *           EXCEPTION_IDENTITY_PROTECTED} or {@code MACH_EXCEPTION_BACKTRACE_PREFERRED} without
   *           {@code MACH_EXCEPTION_CODES}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code new_port} cannot leave its task, and is no
   *           hardened exception port.
   *       <li>{@code KERN_DENIED}: the target may not have this behaviour.
   *       <li>{@code KERN_NO_ACCESS}: a security policy forbids it.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code new_port}.
   *       <li>{@code KERN_FAILURE}: the thread is going away.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the thread belongs to a
   *           hardened task, and the behaviour would give its ports away, or the task takes
   *           hardened handlers only.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code new_port}.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_IDENTITY_PROTECTED} is there from macOS 12 on, {@code
   *     MACH_EXCEPTION_BACKTRACE_PREFERRED} from macOS 13, the guard exception from macOS 14.4,
   *     where the code is {@code KERN_NO_ACCESS}, {@code KERN_DENIED} and {@code
   *     EXCEPTION_STATE_IDENTITY_PROTECTED} from macOS 15. Without {@code MACH_EXCEPTION_CODES} the
   *     kernel accepts the latter and panics when it delivers: never do that.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_set_exception_ports}; {@code
   *     osfmk/kern/ipc_tt.c: set_exception_ports_validation}; {@code osfmk/kern/ipc_tt.c:
   *     thread_set_exception_ports_internal}.
   */
  int thread_set_exception_ports(
      @Borrowed(THREAD) int thread,
      int exception_mask,
      @Borrowed(SEND) int new_port,
      int behavior,
      int new_flavor);

  /**
   * Sets the port that handles some exceptions of a thread, and tells which did so far.
   *
   * <p>{@code kern_return_t thread_swap_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>Nothing comes between the two steps. Each slot gives a user reference of its own, also where
   * two name the same port. {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} own nothing.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Types that had no handler are
   * listed with {@code MACH_PORT_NULL}. To put the old handlers back, call {@link
   * #thread_set_exception_ports} once for each slot, then give the references back.
   *
   * <p>The kernel copies {@code new_port}, one send right for each type. After a failure nothing
   * has changed.
   *
   * @param thread the thread port; control
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right, a receive right is not enough; {@code
   *     MACH_PORT_NULL} for none
   * @param behavior {@code EXCEPTION_*} with bits {@code MACH_EXCEPTION_*} beside it
   * @param new_flavor the flavour of thread state that the handler gets, or 0 where it gets none
   * @param masks receives {@code EXC_MASK_*} for each slot: room for 32 words of 32 bits
   * @param masksCnt receives the number of slots: 32 bits
   * @param old_handlers receives the handler of each slot: room for 32 names
   * @param old_behaviors receives the behaviour of each slot: room for 32 words
   * @param old_flavors receives the flavour of each slot: room for 32 words
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}; the behaviour is unknown
   *           (not checked for {@code MACH_PORT_NULL}); the flavour is neither 0 nor known; {@code
   *           EXCEPTION_IDENTITY_PROTECTED} or {@code MACH_EXCEPTION_BACKTRACE_PREFERRED} without
   *           {@code MACH_EXCEPTION_CODES}.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code new_port} cannot leave its task, and is no
   *           hardened exception port.
   *       <li>{@code KERN_DENIED}: the target may not have this behaviour.
   *       <li>{@code KERN_NO_ACCESS}: a security policy forbids it.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code new_port}.
   *       <li>{@code KERN_FAILURE}: the thread is going away.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the thread belongs to a
   *           hardened task, and the behaviour would give its ports away, or the task takes
   *           hardened handlers only.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code new_port}.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_IDENTITY_PROTECTED} is there from macOS 12 on, {@code
   *     MACH_EXCEPTION_BACKTRACE_PREFERRED} from macOS 13, the guard exception from macOS 14.4,
   *     where the code is {@code KERN_NO_ACCESS}, {@code KERN_DENIED} and {@code
   *     EXCEPTION_STATE_IDENTITY_PROTECTED} from macOS 15. Without {@code MACH_EXCEPTION_CODES} the
   *     kernel accepts the latter and panics when it delivers: never do that.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_swap_exception_ports}; {@code
   *     osfmk/kern/ipc_tt.c: set_exception_ports_validation}.
   */
  int thread_swap_exception_ports(
      @Borrowed(THREAD) int thread,
      int exception_mask,
      @Borrowed(SEND) int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      @Given(value = SEND, count = "each of masksCnt") Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Gets one of the special ports of a thread.
   *
   * <p>{@code kern_return_t thread_get_special_port(thread_inspect_t thr_act, int which_port,
   * mach_port_t *special_port)}
   *
   * <p>{@ownership}
   *
   * <p>{@code THREAD_KERNEL_PORT} of a thread of the own task has another name than {@link
   * MachInitRoutines#mach_thread_self} gives in hardened tasks, and the same elsewhere. Read and
   * inspect ports cannot be sent in messages.
   *
   * <p>This is the way from a control port to a weaker one. There is none from a weaker port to a
   * stronger one.
   *
   * @param thr_act the thread port; inspect, read or control
   * @param which_port {@code THREAD_*_PORT}
   * @param special_port receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thr_act} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thr_act} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: there is no such special port.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the port asked for gives more than {@code thr_act}
   *           does.
   *       <li>{@code KERN_DENIED}: a security policy forbids it.
   *       <li>{@code KERN_FAILURE}: the thread is going away.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_get_special_port_from_user}; {@code
   *     osfmk/kern/ipc_tt.c: thread_get_special_port_internal}.
   */
  int thread_get_special_port(
      @Borrowed(THREAD_INSPECT) int thr_act,
      int which_port,
      @Given(value = THREAD, when = "which_port = THREAD_KERNEL_PORT")
          @Given(value = THREAD_READ, when = "which_port = THREAD_READ_PORT")
          @Given(value = THREAD_INSPECT, when = "which_port = THREAD_INSPECT_PORT")
          Pointer special_port);

  /**
   * Sets one of the special ports of a thread; of no use with System Integrity Protection on.
   *
   * <p>{@code kern_return_t thread_set_special_port(thread_act_t thr_act, int which_port,
   * mach_port_t special_port)}
   *
   * <p>{@ownership}
   *
   * <p>What is set is what {@link #thread_get_special_port} gives from then on as {@code
   * THREAD_KERNEL_PORT}. The kernel takes a copy of the right and drops the right that was set
   * before.
   *
   * @param thr_act the thread port; control
   * @param which_port {@code THREAD_KERNEL_PORT}
   * @param special_port the name of a send right, or {@code MACH_PORT_NULL}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thr_act} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thr_act} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_NO_ACCESS}: System Integrity Protection is on.
   *       <li>{@code KERN_INVALID_RIGHT}: the send right cannot leave the task.
   *       <li>{@code KERN_INVALID_ARGUMENT}: there is no such special port, or it cannot be set.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller has no such send right.
   *       <li>{@code KERN_FAILURE}: System Integrity Protection is off, and the thread is going
   *           away.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code special_port}.
   *     </ul>
   *     <p>Versions: in macOS 11 and 12 a port whose receive right cannot leave its task is {@code
   *     KERN_INVALID_RIGHT} too.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_set_special_port}.
   */
  int thread_set_special_port(
      @Borrowed(THREAD) int thr_act, int which_port, @Borrowed(SEND) int special_port);

  /**
   * Reads the registers or another state of a thread.
   *
   * <p>{@code kern_return_t thread_get_state(thread_read_t target_act, thread_state_flavor_t
   * flavor, thread_state_t old_state, mach_msg_type_number_t *old_stateCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The thread is stopped for the time of the call; suspend it to read more than one state of
   * one moment. The header says that the results may be stale if the thread is running; today they
   * are not.
   *
   * @param target_act the thread port; read or control
   * @param flavor the flavour, which depends on the architecture: see {@link ThreadStatusConstants}
   * @param old_state receives the state
   * @param old_stateCnt in: words of 32 bits of room, of which at most 1296 count; out: words
   *     written; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or there is too little room.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code KERN_ABORTED}: the calling thread was aborted while it waited for the thread
   *           to stop.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_get_state_internal}.
   */
  int thread_get_state(
      @Borrowed(THREAD_READ) int target_act, int flavor, Pointer old_state, Pointer old_stateCnt);

  /**
   * Changes the registers or another state of a thread.
   *
   * <p>{@code kern_return_t thread_set_state(thread_act_t target_act, thread_state_flavor_t flavor,
   * thread_state_t new_state, mach_msg_type_number_t new_stateCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The thread is stopped for the time of the call. A system call that it is in goes on with its
   * old kernel state and writes its result into the registers when it returns: to change them for
   * good, do {@link #thread_suspend} and {@link #thread_abort} first.
   *
   * @param target_act the thread port; control
   * @param flavor the flavour, which depends on the architecture: see {@link ThreadStatusConstants}
   * @param new_state the state; read only
   * @param new_stateCnt words of 32 bits of the state
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or the state has another size.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code KERN_ABORTED}: the calling thread was aborted while it waited for the thread
   *           to stop.
   *       <li>{@code KERN_NO_ACCESS}: the thread belongs to a hardened task.
   *       <li>{@code KERN_PROTECTION_FAILURE}: on Apple silicon: the caller runs without pointer
   *           authentication and the thread with it.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code new_stateCnt} is over 1296; nothing was sent.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_THREAD_SET_STATE} (always fatal): registers of a thread of a
   *           hardened task are to be changed without permission; or, on Apple silicon, the debug
   *           state of a thread of a task for which failed pointer authentication is fatal.
   *     </ul>
   *     <p>Versions: {@code KERN_NO_ACCESS} and its guard exception came with macOS 13.3, where
   *     they met platform binaries that changed any thread; from macOS 14.4 on it is the task of
   *     the thread that decides.
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_set_state_internal}; {@code
   *     osfmk/kern/thread_act.c: thread_set_state_allowed}.
   */
  int thread_set_state(
      @Borrowed(THREAD) int target_act, int flavor, Pointer new_state, int new_stateCnt);

  /**
   * Reads the registers or another state of a thread that is not the calling one.
   *
   * <p>{@code kern_return_t act_get_state(thread_read_t target_act, int flavor, thread_state_t
   * old_state, mach_msg_type_number_t *old_stateCnt)}
   *
   * <p>{@ownership}
   *
   * <p>Apart from that this is {@link #thread_get_state}.
   *
   * @param target_act the thread port; read or control
   * @param flavor the flavour, which depends on the architecture: see {@link ThreadStatusConstants}
   * @param old_state receives the state
   * @param old_stateCnt in: words of 32 bits of room, of which at most 1296 count; out: words
   *     written; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: it is the calling thread.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or there is too little room.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code KERN_ABORTED}: the calling thread was aborted while it waited for the thread
   *           to stop.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: act_get_state_to_user}; {@code
   *     osfmk/kern/thread_act.c: thread_get_state_internal}.
   */
  int act_get_state(
      @Borrowed(THREAD_READ) int target_act, int flavor, Pointer old_state, Pointer old_stateCnt);

  /**
   * Changes the registers or another state of a thread that is not the calling one.
   *
   * <p>{@code kern_return_t act_set_state(thread_act_t target_act, int flavor, thread_state_t
   * new_state, mach_msg_type_number_t new_stateCnt)}
   *
   * <p>{@ownership}
   *
   * <p>Apart from that this is {@link #thread_set_state}.
   *
   * @param target_act the thread port; control
   * @param flavor the flavour, which depends on the architecture: see {@link ThreadStatusConstants}
   * @param new_state the state; read only
   * @param new_stateCnt words of 32 bits of the state
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: it is the calling thread.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or the state has another size.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code KERN_ABORTED}: the calling thread was aborted while it waited for the thread
   *           to stop.
   *       <li>{@code KERN_NO_ACCESS}: the thread belongs to a hardened task.
   *       <li>{@code KERN_PROTECTION_FAILURE}: on Apple silicon: the caller runs without pointer
   *           authentication and the thread with it.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code new_stateCnt} is over 1296; nothing was sent.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_THREAD_SET_STATE} (always fatal): registers of a thread of a
   *           hardened task are to be changed without permission; or, on Apple silicon, the debug
   *           state of a thread of a task for which failed pointer authentication is fatal.
   *     </ul>
   *     <p>Versions: {@code KERN_NO_ACCESS} and its guard exception came with macOS 13.3, where
   *     they met platform binaries that changed any thread; from macOS 14.4 on it is the task of
   *     the thread that decides.
   *     <p>Source: {@code osfmk/kern/thread_act.c: act_set_state_from_user}; {@code
   *     osfmk/kern/thread_act.c: thread_set_state_internal}.
   */
  int act_set_state(
      @Borrowed(THREAD) int target_act, int flavor, Pointer new_state, int new_stateCnt);

  /**
   * Converts a state of a thread between the form that the thread sees and the form that the caller
   * sees.
   *
   * <p>{@code kern_return_t thread_convert_thread_state(thread_act_t thread, int direction,
   * thread_state_flavor_t flavor, thread_state_t in_state, mach_msg_type_number_t in_stateCnt,
   * thread_state_t out_state, mach_msg_type_number_t *out_stateCnt)}
   *
   * <p>{@ownership}
   *
   * <p>Only data is converted: the registers of the thread are neither read nor changed.
   *
   * <p>The two forms differ on Apple silicon only, for {@code ARM_THREAD_STATE} and {@code
   * ARM_THREAD_STATE64}: pointers such as the program counter are signed with keys of the task. The
   * kernel checks the signatures of one side and signs for the other. Any other state is copied as
   * it is, and its flavour is not checked.
   *
   * @param thread the thread port; control
   * @param direction {@code THREAD_CONVERT_THREAD_STATE_TO_SELF} (1): from the form of {@code
   *     thread} to that of the caller; {@code THREAD_CONVERT_THREAD_STATE_FROM_SELF} (2): the other
   *     way
   * @param flavor the flavour, which depends on the architecture: see {@link ThreadStatusConstants}
   * @param in_state the state; read only
   * @param in_stateCnt words of 32 bits of the state
   * @param out_state receives the converted state
   * @param out_stateCnt in: words of 32 bits of room; out: words written, as many as {@code
   *     in_stateCnt}; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code direction} is neither 1 nor 2.
   *       <li>{@code KERN_INSUFFICIENT_BUFFER_SIZE}: there is less room than {@code in_stateCnt}
   *           words.
   *       <li>{@code KERN_PROTECTION_FAILURE}: on Apple silicon, direction 1: the caller runs
   *           without pointer authentication and the thread with it.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code in_stateCnt} is over 1296; nothing was sent.
   *     </ul>
   *     <p>Versions: it came with macOS 11.
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_convert_thread_state}; {@code
   *     osfmk/arm64/status.c: machine_thread_state_convert_from_user}.
   */
  int thread_convert_thread_state(
      @Borrowed(THREAD) int thread,
      int direction,
      int flavor,
      Pointer in_state,
      int in_stateCnt,
      Pointer out_state,
      Pointer out_stateCnt);

  /**
   * Stops a thread; suspensions count.
   *
   * <p>{@code kern_return_t thread_suspend(thread_read_t target_act)}
   *
   * <p>{@ownership}
   *
   * <p>A suspension is a number in the thread, owned by nobody: it stays when the caller ends. The
   * thread runs again when its own count and that of its task are both 0.
   *
   * <p>Returns when the thread has stopped. Never do this to threads of a Java virtual machine from
   * inside it: the thread may hold a lock that the caller needs.
   *
   * <p>A thread that waits in the kernel, such as in {@code mach_msg}, stays in its wait; it stops
   * when it is about to return from there.
   *
   * @param target_act the thread port; read or control
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_suspend}.
   */
  int thread_suspend(@Borrowed(THREAD_READ) int target_act);

  /**
   * Takes back one suspension of a thread.
   *
   * <p>{@code kern_return_t thread_resume(thread_read_t target_act)}
   *
   * <p>{@ownership}
   *
   * <p>It does not matter who suspended the thread. A thread from {@link
   * TaskRoutines#thread_create} is made with one suspension; to take it back starts the thread.
   *
   * @param target_act the thread port; read or control
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the thread is not suspended.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_resume}.
   */
  int thread_resume(@Borrowed(THREAD_READ) int target_act);

  /**
   * Ends the wait of a thread in the kernel, and those that it would begin before it is back in
   * user mode.
   *
   * <p>{@code kern_return_t thread_abort(thread_act_t target_act)}
   *
   * <p>{@ownership}
   *
   * <p>A {@code mach_msg} trap returns {@code MACH_SEND_INTERRUPTED} or {@code
   * MACH_RCV_INTERRUPTED}, a wait for a semaphore {@code KERN_ABORTED}. The library routine {@code
   * mach_msg} tries again by itself unless it was told not to. A wait that cannot be interrupted is
   * waited to its end. A thread in user mode notices nothing. A priority depression of the thread
   * is cancelled.
   *
   * <p>What the thread was doing may be half done, and cannot always be started again: {@link
   * #thread_abort_safely} is gentler.
   *
   * <p>It is meant for a suspended thread, between {@link #thread_suspend} and {@link
   * #thread_set_state}: the thread leaves its system call, stops before the first instruction in
   * user mode, and no later result overwrites the new state. The call does not wait for that, in
   * contrast to what the old manual says.
   *
   * @param target_act the thread port; control
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_abort}; {@code osfmk/kern/thread_act.c:
   *     act_abort}; {@code osfmk/kern/thread_act.c: thread_apc_ast}.
   */
  int thread_abort(@Borrowed(THREAD) int target_act);

  /**
   * Ends the wait of a thread in the kernel if what it does can be started again.
   *
   * <p>{@code kern_return_t thread_abort_safely(thread_act_t target_act)}
   *
   * <p>{@ownership}
   *
   * <p>Where {@link #thread_abort} ends every wait that can be interrupted, this ends those only
   * which the kernel marks as safe, such as the waits of {@code mach_msg}. If the thread is in
   * another wait, that goes on, and the abort stays pending until the next safe wait or until the
   * thread is back in user mode. A priority depression of the thread is then cancelled.
   *
   * <p>The header says that the call fails if the thread cannot be started again; today it succeeds
   * and the abort is pending.
   *
   * @param target_act the thread port; control
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_abort_safely}; {@code
   *     osfmk/kern/sched_prim.c: thread_mark_wait_locked}.
   */
  int thread_abort_safely(@Borrowed(THREAD) int target_act);

  /**
   * Cancels the priority depression of a thread.
   *
   * <p>{@code kern_return_t thread_depress_abort(thread_act_t thread)}
   *
   * <p>{@ownership}
   *
   * <p>A thread depresses its own priority for some time with {@link
   * MachTrapsRoutines#thread_switch} or {@link MachTrapsRoutines#swtch_pri}, to let others run. The
   * depression that the kernel imposes on threads that poll too long is not cancelled.
   *
   * @param thread the thread port; control
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_NOT_DEPRESSED}: the thread is not depressed, or only because it polls.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_depress_abort_from_user}; {@code
   *     osfmk/kern/syscall_subr.c: thread_depress_abort}.
   */
  int thread_depress_abort(@Borrowed(THREAD) int thread);

  /**
   * Ends a thread, and takes a user reference of its port.
   *
   * <p>{@code kern_return_t thread_terminate(thread_act_t target_act)}
   *
   * <p>{@ownership}
   *
   * <p>The right is moved into the message. So the reference is gone as soon as the message is
   * sent, whatever the kernel answers, also if the name stood for something else than a thread.
   * Only {@code MACH_SEND_INVALID_DEST} leaves everything as it was.
   *
   * <p>This is for threads that {@link TaskRoutines#thread_create} made. A thread that {@code
   * pthread_create} or a work queue made is refused; it ends itself with {@code pthread_exit}. The
   * main thread is not refused, and the process goes on without it; if it was the last thread, the
   * process ends.
   *
   * <p>All waits of the thread that can be interrupted end, a suspension does not hold it back, and
   * the call returns when the thread has left its processor. If it is the calling thread, the call
   * does not return. Nothing that belongs to the thread is cleaned up in user mode: locks stay
   * locked, the stack stays mapped.
   *
   * <p>When the thread is gone, every remaining user reference of its ports, in all tasks, becomes
   * one of a dead name, and dead-name notifications are sent. They still have to be given back.
   *
   * @param target_act the thread port; control
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code MACH_SEND_INVALID_DEST}: it was the last reference of a pinned port of a
   *           hardened task.
   *       <li>{@code KERN_DENIED}: the thread was made by {@code pthread_create} or a work queue.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): it is the last reference of a
   *           pinned port: one of a {@code pthread} or of the main thread.
   *     </ul>
   *     <p>Versions: {@code KERN_DENIED} came with macOS 12; before, threads of {@code
   *     pthread_create} are ended as well.
   *     <p>Source: {@code osfmk/mach/mach_types.defs: thread_act_consume_ref_t}; {@code
   *     osfmk/kern/thread_act.c: thread_terminate_from_user}; {@code osfmk/kern/thread_act.c:
   *     thread_terminate_internal}.
   */
  int thread_terminate(
      @Taken(value = THREAD, onFailure = TAKEN, when = "target_act is SEND") int target_act);

  /**
   * Reads facts about a thread, such as its times and its id.
   *
   * <p>{@code kern_return_t thread_info(thread_inspect_t target_act, thread_flavor_t flavor,
   * thread_info_t thread_info_out, mach_msg_type_number_t *thread_info_outCnt)}
   *
   * <p>{@ownership}
   *
   * @param target_act the thread port; inspect, read or control
   * @param flavor {@code THREAD_BASIC_INFO} or another of {@link ThreadInfoConstants}
   * @param thread_info_out receives the facts
   * @param thread_info_outCnt in: words of 32 bits of room, of which at most 32 count; out: words
   *     written, except that {@code THREAD_IDENTIFIER_INFO} leaves it as it was; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or there is too little room.
   *       <li>{@code KERN_INVALID_POLICY}: the thread is not under the scheduling policy that is
   *           asked about; {@code THREAD_SCHED_FIFO_INFO} always.
   *       <li>{@code KERN_NOT_SUPPORTED}: {@code THREAD_DEBUG_INFO_INTERNAL} with too little room,
   *           or on a release kernel.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_info}; {@code osfmk/kern/thread.c:
   *     thread_info_internal}.
   */
  int thread_info(
      @Borrowed(THREAD_INSPECT) int target_act,
      int flavor,
      Pointer thread_info_out,
      Pointer thread_info_outCnt);

  /**
   * Sets how a thread is scheduled.
   *
   * <p>{@code kern_return_t thread_policy_set(thread_act_t thread, thread_policy_flavor_t flavor,
   * thread_policy_t policy_info, mach_msg_type_number_t policy_infoCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The flavours, with the words of 32 bits in {@code policy_info}:
   *
   * <p>{@code THREAD_STANDARD_POLICY} (1; none) shares the processor fairly; {@code
   * THREAD_EXTENDED_POLICY} (also 1; {@code timeshare}) with 0 has a fixed priority instead.
   *
   * <p>{@code THREAD_TIME_CONSTRAINT_POLICY} (2; {@code period}, {@code computation}, {@code
   * constraint}, {@code preemptible}) is real time, in units of {@code mach_absolute_time}: {@code
   * computation} must lie between 50 microseconds and 50 milliseconds and is no more than {@code
   * constraint}; less than half of that counts as half, up to 50 milliseconds. {@code preemptible}
   * is ignored.
   *
   * <p>{@code THREAD_PRECEDENCE_POLICY} (3; {@code importance}) is added to the priority of the
   * task. {@code THREAD_AFFINITY_POLICY} (4; {@code affinity_tag}) puts threads with one tag on
   * processors that share a cache; Intel only. {@code THREAD_LATENCY_QOS_POLICY} (7) and {@code
   * THREAD_THROUGHPUT_QOS_POLICY} (8) have a tier as their only word.
   *
   * <p>{@code THREAD_TIME_CONSTRAINT_WITH_PRIORITY_POLICY} (10; private) has the words of 2 and a
   * priority, which must be 97. The public {@code THREAD_BACKGROUND_POLICY} (5) and the private
   * {@code THREAD_QOS_POLICY} (9) are refused on macOS.
   *
   * <p>Each of them takes the QoS class from the thread for good, unless the call fails. There is a
   * trap: the kernel answers {@code KERN_POLICY_STATIC} for a thread whose priority it sets itself,
   * such as one of a work queue; the library turns that into {@code KERN_SUCCESS}, and nothing has
   * changed.
   *
   * @param thread the thread port; control
   * @param flavor which policy: one of the above
   * @param policy_info the policy; read only
   * @param policy_infoCnt words of 32 bits of the policy
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown or refused, there are too few
   *           words, or one has no valid value.
   *       <li>{@code KERN_INVALID_POLICY}: affinity is switched off ({@code
   *           kern.affinity_sets_enabled}); or real time is asked for a thread whose work interval
   *           forbids it.
   *       <li>{@code KERN_NOT_SUPPORTED}: affinity, on a machine that has none, such as any with
   *           Apple silicon.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: affinity: there is no memory for the tag.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code policy_infoCnt} is over 16; nothing was sent.
   *     </ul>
   *     <p>Versions: flavour 10 is there from macOS 12 on, the check of work intervals from macOS
   *     13.
   *     <p>Source: {@code osfmk/kern/thread_policy.c: thread_policy_set}; {@code
   *     osfmk/kern/thread_policy.c: thread_policy_set_internal}; {@code osfmk/kern/affinity.c:
   *     thread_affinity_set}; {@code libsyscall/mach/thread_act.c: thread_policy_set}.
   */
  int thread_policy_set(
      @Borrowed(THREAD) int thread, int flavor, Pointer policy_info, int policy_infoCnt);

  /**
   * Tells how a thread is scheduled.
   *
   * <p>{@code kern_return_t thread_policy_get(thread_inspect_t thread, thread_policy_flavor_t
   * flavor, thread_policy_t policy_info, mach_msg_type_number_t *policy_infoCnt, boolean_t
   * *get_default)}
   *
   * <p>{@ownership}
   *
   * <p>The flavours and their words are those of {@link #thread_policy_set}; {@code
   * THREAD_QOS_POLICY} (9; tier, relative importance) can be read here. {@code
   * THREAD_BACKGROUND_POLICY} (5) cannot.
   *
   * @param thread the thread port; inspect, read or control
   * @param flavor which policy
   * @param policy_info receives the policy
   * @param policy_infoCnt in: words of 32 bits of room, of which at most 16 count; out: the same
   *     number, not how many were written; 32 bits
   * @param get_default in: not 0 to ask for the defaults in place of what is set; out: not 0 if the
   *     defaults were given, also because something else takes precedence, such as real time over
   *     the standard policy; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or there is too little room.
   *       <li>{@code KERN_NOT_SUPPORTED}: affinity, on a machine that has none, such as any with
   *           Apple silicon.
   *       <li>{@code KERN_PROTECTION_FAILURE}: {@code THREAD_POLICY_STATE} (6; private), and the
   *           caller is not the superuser.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *     </ul>
   *     <p>Versions: flavour 10 is there from macOS 12 on.
   *     <p>Source: {@code osfmk/kern/thread_policy.c: thread_policy_get}.
   */
  int thread_policy_get(
      @Borrowed(THREAD_INSPECT) int thread,
      int flavor,
      Pointer policy_info,
      Pointer policy_infoCnt,
      Pointer get_default);

  /**
   * Sets the scheduling policy and the priority of a thread in the old way.
   *
   * <p>{@code kern_return_t thread_policy(thread_act_t thr_act, policy_t policy, policy_base_t
   * base, mach_msg_type_number_t baseCnt, boolean_t set_limit)}
   *
   * <p>{@ownership}
   *
   * <p>It is obsolete, but works: {@link #thread_policy_set} is the routine of today. {@code
   * POLICY_RR} and {@code POLICY_FIFO} are the same: a fixed priority. Either takes the QoS class
   * from the thread. A priority over the limit of the thread is cut to the limit.
   *
   * <p>The old manual says that processor sets enable policies, and that {@code set_limit} sets a
   * limit; there is neither any more.
   *
   * <p>There is a trap: the kernel answers {@code KERN_POLICY_STATIC} for a thread whose priority
   * it sets itself, such as one of a work queue; the library turns that into {@code KERN_SUCCESS},
   * and nothing has changed.
   *
   * @param thr_act the thread port; control
   * @param policy {@code POLICY_TIMESHARE} (1), {@code POLICY_RR} (2) or {@code POLICY_FIFO} (4)
   * @param base one word of 32 bits, the priority, from 0 to 127; {@code POLICY_RR} has the quantum
   *     as a second one, which is ignored; read only
   * @param baseCnt words of 32 bits in {@code base}: 1, for {@code POLICY_RR} 2
   * @param set_limit 0 to refuse a priority over the limit of the thread; otherwise it is cut
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thr_act} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thr_act} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_POLICY}: there is no such policy.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code baseCnt} is another, or the priority is out of
   *           range.
   *       <li>{@code KERN_POLICY_LIMIT}: {@code set_limit} is 0 and the priority is over the limit
   *           of the thread.
   *       <li>{@code KERN_FAILURE}: the thread is a real-time thread.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code baseCnt} is over 5; nothing was sent.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/mk_sp.c: thread_policy}; {@code osfmk/kern/thread_policy.c:
   *     thread_set_mode_and_absolute_pri}; {@code libsyscall/mach/thread_act.c: thread_policy}.
   */
  int thread_policy(
      @Borrowed(THREAD) int thr_act, int policy, Pointer base, int baseCnt, int set_limit);

  /**
   * Sets the scheduling policy and the priority of a thread in the old way, without regard to its
   * limit.
   *
   * <p>{@code kern_return_t thread_set_policy(thread_act_t thr_act, processor_set_t pset, policy_t
   * policy, policy_base_t base, mach_msg_type_number_t baseCnt, policy_limit_t limit,
   * mach_msg_type_number_t limitCnt)}
   *
   * <p>{@ownership}
   *
   * <p>It is obsolete, but works: {@link #thread_policy_set} is the routine of today. It asks for
   * the control port of the processor set, which the superuser gets from {@code
   * host_processor_set_priv}. {@code POLICY_RR} and {@code POLICY_FIFO} are the same: a fixed
   * priority. Either takes the QoS class from the thread.
   *
   * <p>The limit is checked and forgotten, and a priority over the limit that the thread has is
   * cut. The old manual names {@code KERN_INVALID_PROCESSOR_SET}, which is not returned.
   *
   * <p>There is a trap: the kernel answers {@code KERN_POLICY_STATIC} for a thread whose priority
   * it sets itself, such as one of a work queue; the library turns that into {@code KERN_SUCCESS},
   * and nothing has changed.
   *
   * @param thr_act the thread port; control
   * @param pset the control port of the processor set, of which there is one; the name port is not
   *     enough
   * @param policy {@code POLICY_TIMESHARE} (1), {@code POLICY_RR} (2) or {@code POLICY_FIFO} (4)
   * @param base one word of 32 bits, the priority, from 0 to 127; {@code POLICY_RR} has the quantum
   *     as a second one, which is ignored; read only
   * @param baseCnt words of 32 bits in {@code base}: 1, for {@code POLICY_RR} 2
   * @param limit one word of 32 bits, a priority from 0 to 127; read only
   * @param limitCnt words of 32 bits in {@code limit}: 1
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thr_act} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thr_act} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code pset} is no control port of the processor set,
   *           there is no such policy, a count is another, or a priority is out of range.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code pset}.
   *       <li>{@code KERN_FAILURE}: the thread is a real-time thread.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code baseCnt} is over 5, or {@code limitCnt} over 1;
   *           nothing was sent.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code pset}.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/mk_sp.c: thread_set_policy}; {@code
   *     osfmk/kern/thread_policy.c: thread_set_mode_and_absolute_pri}; {@code
   *     libsyscall/mach/thread_act.c: thread_set_policy}.
   */
  int thread_set_policy(
      @Borrowed(THREAD) int thr_act,
      @Borrowed(PROCESSOR_SET) int pset,
      int policy,
      Pointer base,
      int baseCnt,
      Pointer limit,
      int limitCnt);

  /**
   * Gets the voucher that a thread has adopted.
   *
   * <p>{@code kern_return_t thread_get_mach_voucher(thread_read_t thr_act, mach_voucher_selector_t
   * which, ipc_voucher_t *voucher)}
   *
   * <p>{@ownership}
   *
   * <p>A voucher says on whose behalf the thread works. A thread without one gives {@code
   * MACH_PORT_NULL}, which owns nothing.
   *
   * @param thr_act the thread port; read or control
   * @param which {@code MACH_VOUCHER_SELECTOR_CURRENT} (0) or {@code _EFFECTIVE} (1); today it
   *     makes no difference
   * @param voucher receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thr_act} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thr_act} is null, a dead name or no send right
   *           of the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread.c: thread_get_mach_voucher}.
   */
  int thread_get_mach_voucher(
      @Borrowed(THREAD_READ) int thr_act, int which, @Given(VOUCHER) Pointer voucher);

  /**
   * Makes a thread adopt a voucher in place of the one that it has.
   *
   * <p>{@code kern_return_t thread_set_mach_voucher(thread_act_t thr_act, ipc_voucher_t voucher)}
   *
   * <p>{@ownership}
   *
   * <p>From then on the resources that the thread uses are charged to whom the voucher names. The
   * kernel holds a reference of its own on the voucher, and drops the one on the earlier voucher.
   *
   * <p>It works for the calling thread, and for a thread that has not been started yet. There is a
   * trap: a send right to anything else than a voucher counts as {@code MACH_PORT_NULL}, so that
   * the thread loses its voucher and the call succeeds.
   *
   * @param thr_act the thread port; control
   * @param voucher the voucher, or {@code MACH_PORT_NULL} for none
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thr_act} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thr_act} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the thread is another than the calling one and has
   *           been started.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code voucher}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code voucher}.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread.c: thread_set_mach_voucher}; {@code
   *     osfmk/ipc/ipc_voucher.c: convert_port_to_voucher}.
   */
  int thread_set_mach_voucher(@Borrowed(THREAD) int thr_act, @Borrowed(VOUCHER) int voucher);

  /**
   * Was to make a thread adopt a voucher if it has a certain other one so far; today's kernels
   * refuse it.
   *
   * <p>{@code kern_return_t thread_swap_mach_voucher(thread_act_t thr_act, ipc_voucher_t
   * new_voucher, ipc_voucher_t *old_voucher)}
   *
   * <p>{@ownership}
   *
   * <p>The arguments are still sent, so they have to be right: what {@code old_voucher} points to
   * is read, and must be set before the call.
   *
   * @param thr_act the thread port; control, but not looked at
   * @param new_voucher the voucher, or {@code MACH_PORT_NULL}
   * @param old_voucher the voucher that the thread should have so far, or {@code MACH_PORT_NULL}:
   *     32 bits; left alone
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_NOT_SUPPORTED}: always, if the message could be sent.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thr_act} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on one of the
   *           vouchers.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           one of the vouchers.
   *     </ul>
   *     <p>Versions: refused in macOS 11 already.
   *     <p>Source: {@code osfmk/kern/thread.c: thread_swap_mach_voucher}.
   */
  int thread_swap_mach_voucher(
      @Borrowed(THREAD) int thr_act,
      @Borrowed(VOUCHER) int new_voucher,
      @Borrowed(VOUCHER) Pointer old_voucher);

  /**
   * Gives a thread of the own task the hardened exception handler that the task has registered.
   *
   * <p>{@code kern_return_t thread_adopt_exception_handler(thread_t thread, mach_port_t exc_port,
   * exception_mask_t exc_mask, exception_behavior_t behavior_mask, thread_state_flavor_t
   * flavor_mask)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel copies {@code exc_port}, one send right for each type, and drops the earlier
   * handlers. After a failure nothing has changed.
   *
   * <p>It is for tasks that may have one exception handler only, the registered one.
   *
   * @param thread the thread port; control; a thread of the own task
   * @param exc_port the port that the task has registered, or {@code MACH_PORT_NULL} to take the
   *     handler away
   * @param exc_mask {@code EXC_MASK_*}; no more than was registered
   * @param behavior_mask the behaviour with its bits; no bit that was not registered
   * @param flavor_mask the flavour; no bit that was not registered
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is no thread port of a living thread,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_DENIED}: the thread is of another task, the task has registered no
   *           handler, or something goes beyond what was registered.
   *       <li>{@code KERN_NO_ACCESS}: a security policy forbids it.
   *       <li>{@code KERN_FAILURE}: the thread is going away.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code exc_port}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code exc_port}.
   *     </ul>
   *     <p>Versions: macOS 15.0 and later. Elsewhere: {@link MissingRoutineException}, and nothing
   *     is called.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_adopt_exception_handler}; {@code
   *     osfmk/kern/ipc_tt.c: thread_set_exception_ports_internal}.
   */
  @Since("macOS 15.0")
  default int thread_adopt_exception_handler(
      @Borrowed(THREAD) int thread,
      @Borrowed(SEND) int exc_port,
      int exc_mask,
      int behavior_mask,
      int flavor_mask) {
    throw MissingRoutineException.of("thread_adopt_exception_handler");
  }

  /**
   * Was to assign a thread to a processor set; today's kernels refuse it.
   *
   * <p>{@code kern_return_t thread_assign(thread_act_t thread, processor_set_t new_set)}
   *
   * <p>{@ownership}
   *
   * <p>There is one processor set, and every thread is in it. {@link #thread_policy_set} with
   * {@code THREAD_AFFINITY_POLICY} is the nearest that is left.
   *
   * @param thread the thread port; control, but not looked at
   * @param new_set the processor set
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always from macOS 13 on, if the message could be sent.
   *       <li>{@code KERN_FAILURE}: always before.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code new_set}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code new_set}.
   *     </ul>
   *     <p>Versions: macOS 11 and 12 have the routine, and it does nothing but fail.
   *     <p>Source: {@code osfmk/mach/thread_act.defs: skip}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}.
   */
  int thread_assign(@Borrowed(THREAD) int thread, @Borrowed(PROCESSOR_SET) int new_set);

  /**
   * Was to assign a thread to the default processor set; today's kernels refuse it.
   *
   * <p>{@code kern_return_t thread_assign_default(thread_act_t thread)}
   *
   * <p>{@ownership}
   *
   * <p>There is one processor set, and every thread is in it.
   *
   * @param thread the thread port; control, but not looked at
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always from macOS 13 on, if the message could be sent.
   *       <li>{@code KERN_FAILURE}: always before.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *     </ul>
   *     <p>Versions: macOS 11 and 12 have the routine, and it does nothing but fail.
   *     <p>Source: {@code osfmk/mach/thread_act.defs: skip}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}.
   */
  int thread_assign_default(@Borrowed(THREAD) int thread);

  /**
   * Was to tell the processor set that a thread is assigned to; today's kernels refuse it.
   *
   * <p>{@code kern_return_t thread_get_assignment(thread_inspect_t thread, processor_set_name_t
   * *assigned_set)}
   *
   * <p>{@ownership}
   *
   * <p>There is one processor set; {@link MachHostRoutines#processor_set_default} gives its name
   * port.
   *
   * @param thread the thread port; any
   * @param assigned_set receives the name of the name port: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always from macOS 13 on, if the message could be sent.
   *       <li>{@code KERN_INVALID_ARGUMENT}: before: {@code thread} is no thread port of a living
   *           thread.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *     </ul>
   *     <p>Versions: macOS 11 and 12 have the routine, and give the name port of the default set.
   *     <p>Source: {@code osfmk/mach/thread_act.defs: skip}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}.
   */
  int thread_get_assignment(
      @Borrowed(THREAD_INSPECT) int thread, @Given(PROCESSOR_SET) Pointer assigned_set);

  /**
   * Was to send samples of a thread's program counter to a port; today's kernels refuse it.
   *
   * <p>{@code kern_return_t thread_sample(thread_act_t thread, mach_port_t reply)}
   *
   * <p>{@ownership}
   *
   * <p>The message makes a send right of {@code reply}, which counts in {@code mps_mscount}, and
   * the kernel destroys it at once. If that was the last send right and a no-senders notification
   * is asked for, it is sent.
   *
   * @param thread the thread port; control, but not looked at
   * @param reply the port for the samples: the name of a receive right; or {@code MACH_PORT_NULL}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always, if the message could be sent.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code thread} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no receive right on {@code reply}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no receive right
   *           on {@code reply}.
   *     </ul>
   *     <p>Versions: refused in macOS 11 already.
   *     <p>Source: {@code osfmk/mach/thread_act.defs: skip}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}.
   */
  int thread_sample(@Borrowed(THREAD) int thread, @Borrowed(RECEIVE) int reply);

  /**
   * Was to switch the event trace of a thread on or off; today's kernels refuse it.
   *
   * <p>{@code kern_return_t etap_trace_thread(thread_act_t target_act, boolean_t trace_status)}
   *
   * <p>{@ownership}
   *
   * <p>The event trace analysis package that it served is gone from the kernel.
   *
   * @param target_act the thread port; control, but not looked at
   * @param trace_status 0: off; otherwise on
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always, if the message could be sent.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *     </ul>
   *     <p>Versions: refused in macOS 11 already.
   *     <p>Source: {@code osfmk/mach/thread_act.defs: skip}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}.
   */
  int etap_trace_thread(@Borrowed(THREAD) int target_act, int trace_status);
}
