package org.machapi.raw;

import jnr.ffi.Pointer;

/** Threads: the routines of {@code <mach/thread_act.h>} that this library binds. */
public interface ThreadActRoutines {

  /**
   * Tells which ports handle the exceptions of a thread.
   *
   * <p>{@code kern_return_t thread_get_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns one user reference for
   * each of the first {@code masksCnt} handlers that is a port, also where two are the same port;
   * each to be released with {@link MachPortRoutines#mach_port_deallocate}. {@code MACH_PORT_NULL}
   * and {@code MACH_PORT_DEAD} own nothing. After failure: nothing.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. A thread that never had a
   * handler gives no slot; afterwards each type has one, with {@code MACH_PORT_NULL} where there is
   * no handler.
   *
   * @param thread the thread port; control; not consumed
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
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_get_exception_ports}.
   */
  int thread_get_exception_ports(
      int thread,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Sets the port that handles some exceptions of a thread.
   *
   * <p>{@code kern_return_t thread_set_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor)}
   *
   * <p><b>Ownership.</b> Before: the caller holds a send right on {@code new_port}; a receive right
   * is not enough. After success: it still does; the kernel has copied it, one for each type. The
   * earlier handlers are dropped. After failure: nothing has changed.
   *
   * @param thread the thread port; control; not consumed
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none; not
   *     consumed
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
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the target is a
   *           hardened task or the host, and the behaviour would give its ports away.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code new_port}.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_set_exception_ports}.
   */
  int thread_set_exception_ports(
      int thread, int exception_mask, int new_port, int behavior, int new_flavor);

  /**
   * Sets the port that handles some exceptions of a thread, and tells which did so far.
   *
   * <p>{@code kern_return_t thread_swap_exception_ports(thread_act_t thread, exception_mask_t
   * exception_mask, mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t
   * new_flavor, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_array_t old_handlers, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p><b>Ownership.</b> Before: the caller holds a send right on {@code new_port}; a receive right
   * is not enough. After success: it still does; the kernel has copied it. The caller owns one user
   * reference for each of the first {@code masksCnt} earlier handlers that is a port, also where
   * two are the same port; each to be released with {@link MachPortRoutines#mach_port_deallocate}.
   * {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} own nothing. After failure: nothing has
   * changed.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Types that had no handler are
   * listed with {@code MACH_PORT_NULL}.
   *
   * @param thread the thread port; control; not consumed
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none; not
   *     consumed
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
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the target is a
   *           hardened task or the host, and the behaviour would give its ports away.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the caller holds no send right on
   *           {@code new_port}.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_swap_exception_ports}.
   */
  int thread_swap_exception_ports(
      int thread,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Gets one of the special ports of a thread.
   *
   * <p>{@code kern_return_t thread_get_special_port(thread_inspect_t thr_act, int which_port,
   * mach_port_t *special_port)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns one user reference of what
   * {@code special_port} names, to be released with {@link MachPortRoutines#mach_port_deallocate}.
   * After failure: nothing.
   *
   * @param thr_act the thread port; inspect, read or control; not consumed
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
   *     <p>Versions: {@code THREAD_KERNEL_PORT} of the own thread has another name than {@code
   *     mach_thread_self} gives in hardened tasks, and the same elsewhere. Read and inspect ports
   *     cannot be sent in messages.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_get_special_port_from_user}.
   */
  int thread_get_special_port(int thr_act, int which_port, Pointer special_port);

  /**
   * Sets one of the special ports of a thread; of no use with System Integrity Protection on.
   *
   * <p>{@code kern_return_t thread_set_special_port(thread_act_t thr_act, int which_port,
   * mach_port_t special_port)}
   *
   * <p><b>Ownership.</b> Before: the caller holds a send right. After success and after failure: it
   * still does; the kernel takes a copy.
   *
   * @param thr_act the thread port; control; not consumed
   * @param which_port {@code THREAD_KERNEL_PORT}
   * @param special_port the name of a send right; not consumed
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
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_set_special_port}.
   */
  int thread_set_special_port(int thr_act, int which_port, int special_port);

  /**
   * Reads the registers or another state of a thread.
   *
   * <p>{@code kern_return_t thread_get_state(thread_read_t target_act, thread_state_flavor_t
   * flavor, thread_state_t old_state, mach_msg_type_number_t *old_stateCnt)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * <p>The thread is stopped for the time of the call; suspend it to read more than one state of
   * one moment.
   *
   * @param target_act the thread port; read or control; not consumed
   * @param flavor the flavour, which depends on the architecture: see {@link ThreadStatusConstants}
   * @param old_state receives the state
   * @param old_stateCnt in: words of 32 bits of room; out: words written; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or there is too little room.
   *       <li>{@code KERN_TERMINATED}: the thread has ended.
   *       <li>{@code KERN_ABORTED}: the thread could not be stopped.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_get_state_internal}.
   */
  int thread_get_state(int target_act, int flavor, Pointer old_state, Pointer old_stateCnt);

  /**
   * Changes the registers or another state of a thread.
   *
   * <p>{@code kern_return_t thread_set_state(thread_act_t target_act, thread_state_flavor_t flavor,
   * thread_state_t new_state, mach_msg_type_number_t new_stateCnt)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param target_act the thread port; control; not consumed
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
   *       <li>{@code KERN_ABORTED}: the thread could not be stopped.
   *       <li>{@code KERN_NO_ACCESS}: the thread belongs to a hardened task.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_THREAD_SET_STATE} (always fatal): registers of a thread of a
   *           hardened task are to be changed without permission.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread_act.c: thread_set_state_allowed}.
   */
  int thread_set_state(int target_act, int flavor, Pointer new_state, int new_stateCnt);

  /**
   * Stops a thread; suspensions count.
   *
   * <p>{@code kern_return_t thread_suspend(thread_read_t target_act)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   * A suspension is a number in the thread, owned by nobody: it stays when the caller ends.
   *
   * <p>Returns when the thread has stopped. Never do this to threads of a Java virtual machine from
   * inside it: the thread may hold a lock that the caller needs.
   *
   * @param target_act the thread port; read or control; not consumed
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
  int thread_suspend(int target_act);

  /**
   * Takes back one suspension of a thread.
   *
   * <p>{@code kern_return_t thread_resume(thread_read_t target_act)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param target_act the thread port; read or control; not consumed
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
  int thread_resume(int target_act);

  /**
   * Reads facts about a thread, such as its times and its id.
   *
   * <p>{@code kern_return_t thread_info(thread_inspect_t target_act, thread_flavor_t flavor,
   * thread_info_t thread_info_out, mach_msg_type_number_t *thread_info_outCnt)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param target_act the thread port; inspect, read or control; not consumed
   * @param flavor {@code THREAD_BASIC_INFO} or another of {@link ThreadInfoConstants}
   * @param thread_info_out receives the facts
   * @param thread_info_outCnt in: words of 32 bits of room; out: words written; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_act} is no thread port of a living
   *           thread, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_act} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or there is too little room.
   *       <li>{@code KERN_INVALID_POLICY}: the thread is not under the scheduling policy that is
   *           asked about.
   *       <li>{@code KERN_NOT_SUPPORTED}: {@code THREAD_DEBUG_INFO_INTERNAL} with too little room,
   *           or on a release kernel.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread.c: thread_info_internal}.
   */
  int thread_info(int target_act, int flavor, Pointer thread_info_out, Pointer thread_info_outCnt);

  /**
   * Gives a thread of the own task the hardened exception handler that the task has registered.
   *
   * <p>{@code kern_return_t thread_adopt_exception_handler(thread_t thread, mach_port_t exc_port,
   * exception_mask_t exc_mask, exception_behavior_t behavior_mask, thread_state_flavor_t
   * flavor_mask)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the kernel holds a send right of its own;
   * {@code exc_port} is still the caller's. After failure: nothing has changed.
   *
   * @param thread the thread port; control; a thread of the own task; not consumed
   * @param exc_port the port that the task has registered, or {@code MACH_PORT_NULL} to take the
   *     handler away; not consumed
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
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code exc_port}.
   *     </ul>
   *     <p>Versions: macOS 15.0 and later. Elsewhere: {@link MissingRoutineException}, and nothing
   *     is called.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_adopt_exception_handler}.
   */
  @Since("macOS 15.0")
  default int thread_adopt_exception_handler(
      int thread, int exc_port, int exc_mask, int behavior_mask, int flavor_mask) {
    throw MissingRoutineException.of("thread_adopt_exception_handler");
  }
}
