package org.machapi.raw;

import jnr.ffi.Pointer;

/** Tasks: the routines of {@code <mach/task.h>} that this library binds. */
public interface TaskRoutines {

  /**
   * Tells which ports handle the exceptions of a task.
   *
   * <p>{@code kern_return_t task_get_exception_ports(task_t task, exception_mask_t exception_mask,
   * exception_mask_array_t masks, mach_msg_type_number_t *masksCnt, exception_handler_array_t
   * old_handlers, exception_behavior_array_t old_behaviors, exception_flavor_array_t old_flavors)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns one user reference for
   * each of the first {@code masksCnt} handlers that is a port, also where two are the same port;
   * each to be released with {@link MachPortRoutines#mach_port_deallocate}. {@code MACH_PORT_NULL}
   * and {@code MACH_PORT_DEAD} own nothing. After failure: nothing.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Each type has one, with {@code
   * MACH_PORT_NULL} where there is no handler.
   *
   * @param task the task port; control; not consumed
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param masks receives {@code EXC_MASK_*} for each slot: room for 32 words of 32 bits
   * @param masksCnt receives the number of slots: 32 bits
   * @param old_handlers receives the handler of each slot: room for 32 names
   * @param old_behaviors receives the behaviour of each slot: room for 32 words
   * @param old_flavors receives the flavour of each slot: room for 32 words
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_get_exception_ports}.
   */
  int task_get_exception_ports(
      int task,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Sets the port that handles some exceptions of a task.
   *
   * <p>{@code kern_return_t task_set_exception_ports(task_t task, exception_mask_t exception_mask,
   * mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t new_flavor)}
   *
   * <p><b>Ownership.</b> Before: the caller holds a send right on {@code new_port}; a receive right
   * is not enough. After success: it still does; the kernel has copied it, one for each type. The
   * earlier handlers are dropped. After failure: nothing has changed.
   *
   * @param task the task port; control; not consumed
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none; not
   *     consumed
   * @param behavior {@code EXCEPTION_*} with bits {@code MACH_EXCEPTION_*} beside it
   * @param new_flavor the flavour of thread state that the handler gets, or 0 where it gets none
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
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
   *       <li>{@code KERN_FAILURE}: the task is going away.
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
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_set_exception_ports}.
   */
  int task_set_exception_ports(
      int task, int exception_mask, int new_port, int behavior, int new_flavor);

  /**
   * Sets the port that handles some exceptions of a task, and tells which did so far.
   *
   * <p>{@code kern_return_t task_swap_exception_ports(task_t task, exception_mask_t exception_mask,
   * mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t new_flavor,
   * exception_mask_array_t masks, mach_msg_type_number_t *masksCnt, exception_handler_array_t
   * old_handlers, exception_behavior_array_t old_behaviors, exception_flavor_array_t old_flavors)}
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
   * @param task the task port; control; not consumed
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
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
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
   *       <li>{@code KERN_FAILURE}: the task is going away.
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
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_swap_exception_ports}.
   */
  int task_swap_exception_ports(
      int task,
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
   * Gets one of the special ports of a task.
   *
   * <p>{@code kern_return_t task_get_special_port(task_inspect_t task, int which_port, mach_port_t
   * *special_port)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns one user reference of what
   * {@code special_port} names, to be released with {@link MachPortRoutines#mach_port_deallocate};
   * {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} own nothing. After failure: nothing.
   *
   * @param task the task port; inspect, read or control; not consumed
   * @param which_port {@code TASK_*_PORT}
   * @param special_port receives the name: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: there is no such special port.
   *       <li>{@code KERN_INVALID_CAPABILITY}: the port asked for gives more than {@code task}
   *           does.
   *       <li>{@code KERN_DENIED}: a security policy forbids it.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *     </ul>
   *     <p>Versions: {@code TASK_KERNEL_PORT} of the own task has another name than {@code
   *     mach_task_self_} in hardened tasks, and the same elsewhere. Read and inspect ports cannot
   *     be sent in messages.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_get_special_port_from_user}.
   */
  int task_get_special_port(int task, int which_port, Pointer special_port);

  /**
   * Sets one of the special ports of a task.
   *
   * <p>{@code kern_return_t task_set_special_port(task_t task, int which_port, mach_port_t
   * special_port)}
   *
   * <p><b>Ownership.</b> Before: the caller holds a send right. After success and after failure: it
   * still does; the kernel takes a copy, and drops the one it held.
   *
   * @param task the task port; control; not consumed
   * @param which_port {@code TASK_*_PORT}
   * @param special_port the name of a send right, or {@code MACH_PORT_NULL}; not consumed
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: there is no such special port, or it cannot be set.
   *       <li>{@code KERN_NO_ACCESS}: the kernel or host port with System Integrity Protection on;
   *           the access port when it is set.
   *       <li>{@code KERN_INVALID_RIGHT}: the send right cannot leave the task.
   *       <li>{@code KERN_DENIED}: a security policy forbids it.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller has no such send right.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_set_special_port_from_user}.
   */
  int task_set_special_port(int task, int which_port, int special_port);

  /**
   * Lists the threads of a task.
   *
   * <p>{@code kern_return_t task_threads(task_inspect_t target_task, thread_act_array_t *act_list,
   * mach_msg_type_number_t *act_listCnt)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns one user reference for
   * every name in the array, each to be released with {@link
   * MachPortRoutines#mach_port_deallocate}, and the array itself, in fresh memory, to be released
   * with {@link MachVmRoutines#mach_vm_deallocate} (4 bytes for each name). {@code MACH_PORT_NULL}
   * and {@code MACH_PORT_DEAD} own nothing. After failure: nothing.
   *
   * <p>The thread ports have the flavour of the task port: control, read or inspect. Read and
   * inspect ports cannot be sent in messages. In the own task the names are those of {@code
   * mach_thread_self}.
   *
   * @param target_task the task port; inspect, read or control; not consumed
   * @param act_list receives the address of an array of names, 32 bits each
   * @param act_listCnt receives the number of names
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_threads_from_user}; {@code osfmk/kern/ipc_tt.c:
   *     convert_thread_array_to_ports}.
   */
  int task_threads(int target_task, Pointer act_list, Pointer act_listCnt);

  /**
   * Stops all threads of a task; suspensions count.
   *
   * <p>{@code kern_return_t task_suspend(task_read_t target_task)}
   *
   * <p><b>Ownership.</b> Before: nothing. After success: the caller owns one user reference of a
   * send right that stands for the suspension, under a name that it is not told; {@link
   * #task_resume} gives it back. When the reference goes, with the caller at the latest, the
   * suspension ends. After failure: nothing.
   *
   * <p>A task that suspends itself stops in this call.
   *
   * @param target_task the task port; read or control; not consumed
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the task is gone.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_suspend}.
   */
  int task_suspend(int target_task);

  /**
   * Takes back one suspension of a task.
   *
   * <p>{@code kern_return_t task_resume(task_read_t target_task)}
   *
   * <p><b>Ownership.</b> Before: the caller owns the suspension. After success: it does not. After
   * failure with {@code KERN_FAILURE}: all of the caller's references that stand for suspensions of
   * this task are gone.
   *
   * @param target_task the task port; read or control; not consumed
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the task is not suspended.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_resume}.
   */
  int task_resume(int target_task);
}
