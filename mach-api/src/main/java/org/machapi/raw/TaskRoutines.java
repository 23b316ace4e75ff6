package org.machapi.raw;

import static org.machapi.raw.OnFailure.TAKEN;
import static org.machapi.raw.RightKind.CORPSE;
import static org.machapi.raw.RightKind.DEAD_NAME;
import static org.machapi.raw.RightKind.IDENTITY_TOKEN;
import static org.machapi.raw.RightKind.PROCESSOR_SET;
import static org.machapi.raw.RightKind.RECEIVE;
import static org.machapi.raw.RightKind.SEMAPHORE;
import static org.machapi.raw.RightKind.SEND;
import static org.machapi.raw.RightKind.SEND_ONCE;
import static org.machapi.raw.RightKind.TASK;
import static org.machapi.raw.RightKind.TASK_INSPECT;
import static org.machapi.raw.RightKind.TASK_NAME;
import static org.machapi.raw.RightKind.TASK_READ;
import static org.machapi.raw.RightKind.THREAD;
import static org.machapi.raw.RightKind.THREAD_INSPECT;
import static org.machapi.raw.RightKind.VOUCHER;

import jnr.ffi.Pointer;

/**
 * Tasks: the routines of {@code <mach/task.h>} that this library binds.
 *
 * <p>A routine that wants a control port refuses the port of a corpse, and with Developer Mode off
 * (macOS 13 and later) the control port of any task but the caller's own; both are {@code
 * KERN_INVALID_ARGUMENT} ({@code osfmk/kern/ipc_tt.c: convert_port_to_task_mig,
 * task_conversion_eval_internal}).
 *
 * <p>Every routine is a message to the kernel object that the first argument names. A right on an
 * ordinary port in its place is no plain error from macOS 13 on: unless System Integrity Protection
 * is off, the caller is killed with {@code kGUARD_EXC_INVALID_OPTIONS} ({@code
 * osfmk/ipc/ipc_policy.c: ipc_validate_kmsg_dest_from_user}).
 */
public interface TaskRoutines {

  /**
   * Tells which ports handle the exceptions of a task.
   *
   * <p>{@code kern_return_t task_get_exception_ports(task_t task, exception_mask_t exception_mask,
   * exception_mask_array_t masks, mach_msg_type_number_t *masksCnt, exception_handler_array_t
   * old_handlers, exception_behavior_array_t old_behaviors, exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Each type has one, with {@code
   * MACH_PORT_NULL} where there is no handler. Two slots may name the same port; each has its own
   * user reference.
   *
   * @param task the task whose handlers are meant
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
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_get_exception_ports_from_user,
   *     task_get_exception_ports_internal}.
   */
  int task_get_exception_ports(
      @Borrowed(TASK) int task,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      @Given(value = SEND, count = "each of masksCnt") Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Describes the ports that handle the exceptions of a task, without giving rights to them.
   *
   * <p>{@code kern_return_t task_get_exception_ports_info(mach_port_t port, exception_mask_t
   * exception_mask, exception_mask_array_t masks, mach_msg_type_number_t *masksCnt,
   * exception_handler_info_array_t old_handlers_info, exception_behavior_array_t old_behaviors,
   * exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>Slots are formed as with {@link #task_get_exception_ports}. A read port suffices here, and a
   * corpse is accepted. The numbers are hashes of kernel addresses: they are no names, and only
   * good for comparison, for instance with the object that {@link
   * MachPortRoutines#mach_port_space_info} tells for a name.
   *
   * @param port the port of the task whose handlers are meant
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param masks receives {@code EXC_MASK_*} for each slot: room for 32 words of 32 bits
   * @param masksCnt receives the number of slots: 32 bits
   * @param old_handlers_info receives two words of 32 bits for each slot, first one that stands for
   *     the handler's port, then one that stands for who holds its receive right, or 0; both are 0
   *     where there is no handler or its port is dead: room for 64 words
   * @param old_behaviors receives the behaviour of each slot: room for 32 words
   * @param old_flavors receives the flavour of each slot: room for 32 words
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code port} is no task port of a living task or
   *           corpse, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code port} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *     </ul>
   *     <p>Versions: From XNU 7195.101 (macOS 11.3) on.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_get_exception_ports_info,
   *     task_get_exception_ports_internal}; {@code osfmk/mach/mach_types.defs:
   *     exception_handler_info_t}.
   */
  int task_get_exception_ports_info(
      @Borrowed(TASK_READ) int port,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers_info,
      Pointer old_behaviors,
      Pointer old_flavors);

  /**
   * Sets the port that handles some exceptions of a task.
   *
   * <p>{@code kern_return_t task_set_exception_ports(task_t task, exception_mask_t exception_mask,
   * mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t new_flavor)}
   *
   * <p>{@ownership}
   *
   * <p>A receive right on {@code new_port} is not enough. The kernel keeps a copy of the send
   * right, one for each type, and drops the earlier handlers: one whose last send right goes so is
   * told that there are no more senders, if it asked for that. A port of a kernel object counts as
   * none. After failure nothing has changed.
   *
   * @param task the task whose handlers are meant
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none
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
   *       <li>{@code KERN_INVALID_RIGHT}: send rights on {@code new_port} are immovable, or its
   *           receive right is and it is no hardened exception port ({@code MPO_EXCEPTION_PORT}).
   *       <li>{@code KERN_DENIED}: the target may not have this behaviour.
   *       <li>{@code KERN_NO_ACCESS}: a security policy forbids it.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code new_port}.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the target is a
   *           hardened task or the host, and the behaviour would give its ports away; or, from
   *           macOS 15, a hardened task with {@code com.apple.security.only-one-exception-port},
   *           whatever the behaviour.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code new_port} is a name of the
   *           caller, but not that of a send right.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that. From XNU 10063.101 (macOS 14.4) to the end of macOS 14 a behaviour that the target
   *     may not have gives {@code KERN_NO_ACCESS}, not {@code KERN_DENIED}, beside the guard
   *     exception; before, every known one is allowed.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_set_exception_ports,
   *     set_exception_ports_validation, set_exception_behavior_allowed}; {@code
   *     osfmk/kern/exception.c: exception_port_copy_send}.
   */
  int task_set_exception_ports(
      @Borrowed(TASK) int task,
      int exception_mask,
      @Borrowed(SEND) int new_port,
      int behavior,
      int new_flavor);

  /**
   * Sets the port that handles some exceptions of a task, and tells which did so far.
   *
   * <p>{@code kern_return_t task_swap_exception_ports(task_t task, exception_mask_t exception_mask,
   * mach_port_t new_port, exception_behavior_t behavior, thread_state_flavor_t new_flavor,
   * exception_mask_array_t masks, mach_msg_type_number_t *masksCnt, exception_handler_array_t
   * old_handlers, exception_behavior_array_t old_behaviors, exception_flavor_array_t old_flavors)}
   *
   * <p>{@ownership}
   *
   * <p>A receive right on {@code new_port} is not enough. The kernel keeps a copy of the send
   * right, one for each type. A port of a kernel object counts as none. After failure nothing has
   * changed.
   *
   * <p>Types with the same port, behaviour and flavour share a slot. Types that had no handler are
   * listed with {@code MACH_PORT_NULL}. Two slots may name the same port; each has its own user
   * reference.
   *
   * @param task the task whose handlers are meant
   * @param exception_mask {@code EXC_MASK_*}: the types that are meant
   * @param new_port the handler: the name of a send right; {@code MACH_PORT_NULL} for none
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
   *       <li>{@code KERN_INVALID_RIGHT}: send rights on {@code new_port} are immovable, or its
   *           receive right is and it is no hardened exception port ({@code MPO_EXCEPTION_PORT}).
   *       <li>{@code KERN_DENIED}: the target may not have this behaviour.
   *       <li>{@code KERN_NO_ACCESS}: a security policy forbids it.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code new_port}.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the target is a
   *           hardened task or the host, and the behaviour would give its ports away; or, from
   *           macOS 15, a hardened task with {@code com.apple.security.only-one-exception-port},
   *           whatever the behaviour.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code new_port} is a name of the
   *           caller, but not that of a send right.
   *     </ul>
   *     <p>Versions: {@code EXCEPTION_STATE_IDENTITY_PROTECTED} is there from macOS 15 on. Without
   *     {@code MACH_EXCEPTION_CODES} the kernel accepts it and panics when it delivers: never do
   *     that. From XNU 10063.101 (macOS 14.4) to the end of macOS 14 a behaviour that the target
   *     may not have gives {@code KERN_NO_ACCESS}, not {@code KERN_DENIED}, beside the guard
   *     exception; before, every known one is allowed.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_swap_exception_ports,
   *     set_exception_ports_validation, set_exception_behavior_allowed}; {@code
   *     osfmk/kern/exception.c: exception_port_copy_send}.
   */
  int task_swap_exception_ports(
      @Borrowed(TASK) int task,
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
   * Registers the one port of a task that may handle exceptions in the hardened way.
   *
   * <p>{@code kern_return_t task_register_hardened_exception_handler(task_t task, uint32_t
   * signed_pc_key, exception_mask_t exceptions_allowed, exception_behavior_t behaviors_allowed,
   * thread_state_flavor_t flavors_allowed, mach_port_t new_exception_port)}
   *
   * <p>{@ownership}
   *
   * <p>No exception goes to the port until a thread of the task adopts it with {@link
   * ThreadActRoutines#thread_adopt_exception_handler}, for a part of what is allowed here. The part
   * is compared bit by bit, behaviours and flavours too although they are plain numbers. A handler
   * with one of the {@code *STATE*} behaviours can then change nothing but the program counter of
   * the thread.
   *
   * <p>The kernel keeps a copy of the send right until the task ends. A task can register once, and
   * there is no way back: {@code MACH_PORT_NULL} registers no handler and uses up the one chance. A
   * child of the task does not inherit the handler.
   *
   * <p>The comment in {@code osfmk/kern/task.h} that other exception ports cannot be set from now
   * on is wrong: {@link #task_set_exception_ports} and its like still work, unless the task is
   * hardened and has the entitlement {@code com.apple.security.only-one-exception-port}, and then
   * they are refused before as well.
   *
   * @param task the task that gets the handler
   * @param signed_pc_key on arm64e, what a handler with {@code EXCEPTION_STATE_IDENTITY_PROTECTED}
   *     mixes into the signature of the program counter that it sets: the upper 8 bits, 0 for none;
   *     elsewhere without effect
   * @param exceptions_allowed {@code EXC_MASK_*}: the types that threads may adopt it for
   * @param behaviors_allowed {@code EXCEPTION_*} with bits {@code MACH_EXCEPTION_*} beside it
   * @param flavors_allowed the flavour of thread state, or 0
   * @param new_exception_port the handler: the name of a send right on a port that {@link
   *     MachPortRoutines#mach_port_construct} made with {@code MPO_EXCEPTION_PORT}; or {@code
   *     MACH_PORT_NULL}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the port was not made with {@code MPO_EXCEPTION_PORT};
   *           the task has registered already; the mask has bits other than those of {@code
   *           EXC_MASK_ALL}, {@code _CRASH} and {@code _CORPSE_NOTIFY}; the behaviour is unknown
   *           (not checked for {@code MACH_PORT_NULL}); the flavour is neither 0 nor known; {@code
   *           EXCEPTION_IDENTITY_PROTECTED} or {@code MACH_EXCEPTION_BACKTRACE_PREFERRED} without
   *           {@code MACH_EXCEPTION_CODES}.
   *       <li>{@code KERN_NAME_EXISTS}: another thread registers a handler at the same time; a
   *           later call gives {@code KERN_INVALID_ARGUMENT}.
   *       <li>{@code KERN_INVALID_RIGHT}: send rights on the port are immovable.
   *       <li>{@code KERN_DENIED}: the task may not have this behaviour.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on the port.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE} (always fatal): the target is a
   *           hardened task, and the behaviour would give its ports away.
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code new_exception_port} is a
   *           name of the caller, but not that of a send right.
   *     </ul>
   *     <p>Versions: macOS 15.0 and later.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_register_hardened_exception_handler,
   *     set_exception_ports_validation, thread_adopt_exception_handler}; {@code
   *     osfmk/kern/exception.c: exception_deliver}; {@code osfmk/arm64/status.c:
   *     machine_thread_state_convert_from_user}.
   */
  @Since("macOS 15.0")
  default int task_register_hardened_exception_handler(
      @Borrowed(TASK) int task,
      int signed_pc_key,
      int exceptions_allowed,
      int behaviors_allowed,
      int flavors_allowed,
      @Borrowed(SEND) int new_exception_port) {
    throw MissingRoutineException.of("task_register_hardened_exception_handler");
  }

  /**
   * Gets one of the special ports of a task.
   *
   * <p>{@code kern_return_t task_get_special_port(task_inspect_t task, int which_port, mach_port_t
   * *special_port)}
   *
   * <p>{@ownership}
   *
   * <p>The name port is to be had from every flavour that is accepted, the inspect port from
   * inspect or better, the read port from read or better; all others need the control port.
   *
   * @param task the task whose special port is meant
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
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_get_special_port_from_user,
   *     task_get_special_port_internal, special_port_allowed_with_task_flavor}.
   */
  int task_get_special_port(
      @Borrowed(TASK_INSPECT) int task, int which_port, @Given(SEND) Pointer special_port);

  /**
   * Sets one of the special ports of a task.
   *
   * <p>{@code kern_return_t task_set_special_port(task_t task, int which_port, mach_port_t
   * special_port)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel takes a copy, and drops the one it held.
   *
   * @param task the task whose special port is meant
   * @param which_port {@code TASK_*_PORT}
   * @param special_port the name of a send right, or {@code MACH_PORT_NULL}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: there is no such special port, or it cannot be set.
   *       <li>{@code KERN_NO_ACCESS}: the kernel or host port with System Integrity Protection on;
   *           the access port when it is set; the caller is a driver.
   *       <li>{@code KERN_INVALID_RIGHT}: the send right cannot leave the task.
   *       <li>{@code KERN_DENIED}: a security policy forbids it.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller has no such send right.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code special_port} is a name of
   *           the caller, but not that of a send right.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_set_special_port_from_user,
   *     task_set_special_port, task_set_special_port_internal}; {@code osfmk/ipc/ipc_kmsg.c:
   *     ipc_kmsg_copyin_port_descriptor}.
   */
  int task_set_special_port(
      @Borrowed(TASK) int task, int which_port, @Borrowed(SEND) int special_port);

  /**
   * Gets the three ports that are stored with a task for its children.
   *
   * <p>{@code kern_return_t mach_ports_lookup(task_t target_task, mach_port_array_t *init_port_set,
   * mach_msg_type_number_t *init_port_setCnt)}
   *
   * <p>{@ownership}
   *
   * <p>Always three names, in the order of {@link #mach_ports_register}: {@code MACH_PORT_NULL}
   * where nothing is stored, {@code MACH_PORT_DEAD} where the port is gone. The two own nothing. A
   * child has the ports of its parent stored at its birth, but no rights on them before it calls
   * this routine.
   *
   * <p>Use it for the own task only. The array is allocated by the system library in {@code
   * target_task}, and then filled in the memory of the caller: with another task the names are
   * written to an address that is not the caller's, which crashes the caller or overwrites
   * something.
   *
   * <p>The kernel's comments and old manual speak of name server, environment and service ports.
   * There are no such slots any more.
   *
   * @param target_task the task whose stored ports are meant: {@code mach_task_self_}
   * @param init_port_set receives the address of an array of names, 32 bits each; left alone on
   *     failure
   * @param init_port_setCnt receives the number of names, 3: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_NO_SPACE}: no room for the array in the address space.
   *     </ul>
   *     <p>Versions: Up to XNU 10063.121 (macOS 14.5) the kernel makes the array in the caller's
   *     task, and any task may be asked.
   *     <p>Source: {@code libsyscall/mach/task.c: mach_ports_lookup}; {@code osfmk/kern/ipc_tt.c:
   *     _kernelrpc_mach_ports_lookup3, ipc_task_init}.
   */
  int mach_ports_lookup(
      @Borrowed(TASK) int target_task,
      @GivenMemory(bytes = "init_port_setCnt * 4")
          @Given(value = SEND, count = "each of init_port_setCnt")
          Pointer init_port_set,
      Pointer init_port_setCnt);

  /**
   * Stores up to three ports with a task, for the task itself and for the children it will have.
   *
   * <p>{@code kern_return_t mach_ports_register(task_t target_task, mach_port_array_t
   * init_port_set, mach_msg_type_number_t init_port_setCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel keeps a copy of each send right until the task ends, and drops the three that
   * were stored; slots that are not given become {@code MACH_PORT_NULL}. A child gets copies of
   * what is stored at its birth; it looks them up with {@link #mach_ports_lookup}. After failure
   * the earlier ports are still stored.
   *
   * <p>The kernel's comment says that the rights are consumed; it means the kernel's copies.
   *
   * @param target_task the task that the ports are stored with
   * @param init_port_set an array of names of send rights, 32 bits each, {@code MACH_PORT_NULL} for
   *     nothing; read by the system library, so that a bad address crashes
   * @param init_port_setCnt how many names it has: 0 to 3
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one; or there are more than three names.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: one of the send rights is immovable, such as a read or
   *           inspect port.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right under one of the
   *           names.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): one of the names is the caller's,
   *           but not that of a send right.
   *     </ul>
   *     <p>Versions: Up to macOS 12 a port whose receive right is immovable gives {@code
   *     KERN_INVALID_RIGHT} too. Up to XNU 10063.121 (macOS 14.5) the array goes to the kernel out
   *     of line.
   *     <p>Source: {@code libsyscall/mach/task.c: mach_ports_register}; {@code osfmk/kern/ipc_tt.c:
   *     _kernelrpc_mach_ports_register3, ipc_task_init}.
   */
  int mach_ports_register(
      @Borrowed(TASK) int target_task, @Borrowed(SEND) Pointer init_port_set, int init_port_setCnt);

  /**
   * Lists the threads of a task.
   *
   * <p>{@code kern_return_t task_threads(task_inspect_t target_task, thread_act_array_t *act_list,
   * mach_msg_type_number_t *act_listCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The array is in fresh memory. {@code MACH_PORT_NULL} and {@code MACH_PORT_DEAD} can be among
   * the names; they own nothing.
   *
   * <p>The thread ports have the flavour of the task port: control, read or inspect. Read and
   * inspect ports cannot be sent in messages. In the own task the names are those of {@code
   * mach_thread_self}.
   *
   * @param target_task the task whose threads are meant
   * @param act_list receives the address of an array of names, 32 bits each
   * @param act_listCnt receives the number of names: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_threads_from_user, task_threads_internal}; {@code
   *     osfmk/kern/ipc_tt.c: convert_thread_array_to_ports}.
   */
  int task_threads(
      @Borrowed(TASK_INSPECT) int target_task,
      @GivenMemory(bytes = "act_listCnt * 4")
          @Given(value = THREAD_INSPECT, count = "each of act_listCnt")
          Pointer act_list,
      Pointer act_listCnt);

  /**
   * Makes a thread in a task, suspended once and without a state to start from.
   *
   * <p>{@code kern_return_t thread_create(task_t parent_task, thread_act_t *child_act)}
   *
   * <p>{@ownership}
   *
   * <p>The thread runs after {@link ThreadActRoutines#thread_set_state} and {@link
   * ThreadActRoutines#thread_resume}. Giving the reference back leaves the thread alone; {@link
   * ThreadActRoutines#thread_terminate} ends it and takes a reference with it.
   *
   * <p>It is a bare thread: the kernel gives it no stack, no thread-local storage and no pthread,
   * so code that expects these cannot run on it, Java code among it. In a hardened task its port is
   * immovable, but its last reference may be given back, unlike that of a pthread.
   *
   * <p>The old manual says that the thread holds a send right on itself; today it gets one when it
   * asks for it.
   *
   * @param parent_task the task that gets the thread
   * @param child_act receives the name of the thread's control port: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code parent_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code parent_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_DENIED}: it is another task, and a security policy forbids it.
   *       <li>{@code KERN_FAILURE}: the task is going away, or has as many threads as it may have.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread.c: thread_create_from_user,
   *     thread_create_with_options_internal, thread_create_internal}; {@code osfmk/kern/ipc_tt.c:
   *     ipc_thread_init, convert_thread_to_port}.
   */
  int thread_create(@Borrowed(TASK) int parent_task, @Given(THREAD) Pointer child_act);

  /**
   * Makes a thread in a task, and starts it with a given state.
   *
   * <p>{@code kern_return_t thread_create_running(task_t parent_task, thread_state_flavor_t flavor,
   * thread_state_t new_state, mach_msg_type_number_t new_stateCnt, thread_act_t *child_act)}
   *
   * <p>{@ownership}
   *
   * <p>What is said of the thread with {@link #thread_create} holds here too. It runs at once, even
   * before the caller has its name, unless the task is suspended. A state that is refused ends the
   * thread before it has run. On arm64e the program counter, link register, stack and frame pointer
   * must be signed for the target; a bad signature is no error here, but makes the thread crash.
   *
   * @param parent_task the task that gets the thread
   * @param flavor the flavour of {@code new_state}, such as {@code ARM_THREAD_STATE64} or {@code
   *     x86_THREAD_STATE64}
   * @param new_state the registers the thread starts with
   * @param new_stateCnt the size of {@code new_state}: a count of 32-bit words, such as {@code
   *     ARM_THREAD_STATE64_COUNT}; at most {@code THREAD_STATE_MAX}
   * @param child_act receives the name of the thread's control port: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code parent_task} is no task port of a living task,
   *           or too weak a one; or the flavour is unknown or not fit for the task, or {@code
   *           new_stateCnt} does not fit the flavour.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code parent_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code new_stateCnt} is above {@code THREAD_STATE_MAX};
   *           found in the caller's task, nothing was sent.
   *       <li>{@code KERN_DENIED}: it is another task, and a security policy forbids it.
   *       <li>{@code KERN_FAILURE}: the task is going away, or has as many threads as it may have.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the caller does not sign pointers and the target
   *           does (arm64e); or a debug state that user space may not set.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/thread.c: thread_create_running_from_user,
   *     thread_create_running_internal2, thread_create_internal}; {@code osfmk/arm64/status.c:
   *     machine_thread_state_convert_from_user, machine_thread_set_state}.
   */
  int thread_create_running(
      @Borrowed(TASK) int parent_task,
      int flavor,
      Pointer new_state,
      int new_stateCnt,
      @Given(THREAD) Pointer child_act);

  /**
   * Stops all threads of a task; suspensions count.
   *
   * <p>{@code kern_return_t task_suspend(task_read_t target_task)}
   *
   * <p>{@ownership}
   *
   * <p>What the table cannot show: a success also gives the caller one user reference of a send
   * right that stands for the suspension, under a name that it is not told; {@link #task_resume}
   * takes it back. All such send rights, of all callers, are on one port of the target. When none
   * is left anywhere, all suspensions that were made with this routine end: with the last of the
   * callers at the latest. Better use {@link #task_suspend2}, where each suspension has a name.
   *
   * <p>The call returns when no thread of the target runs in user mode any more. A task that
   * suspends itself stops in this call. Threads have suspensions of their own beside this one. A
   * corpse has nothing to stop; the reference is given all the same.
   *
   * <p>The kernel's comment says that any way to lose such a right ends its suspension; in fact the
   * last one ends all.
   *
   * @param target_task the task to stop
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the task is gone.
   *       <li>{@code KERN_NO_SPACE}: the caller's table of names is as large as it may be.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: the kernel has too little memory for another name.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_suspend, place_task_hold,
   *     task_suspension_no_senders}; {@code osfmk/ipc/ipc_object.c: ipc_object_copyout}.
   */
  @GivenUnnamed(value = SEND, release = "task_resume")
  int task_suspend(@Borrowed(TASK_READ) int target_task);

  /**
   * Takes back one suspension of a task.
   *
   * <p>{@code kern_return_t task_resume(task_read_t target_task)}
   *
   * <p>{@ownership}
   *
   * <p>What is taken under a name that is not told is one of the hidden references that {@link
   * #task_suspend} gave. After {@code KERN_FAILURE} all of the caller's references that stand for
   * suspensions of this task are gone.
   *
   * <p>The suspension need not be the caller's. If the caller holds none, one is taken back all the
   * same, and the kernel only logs it; whoever made it gets {@code KERN_FAILURE} later, or takes
   * back that of a third. With a corpse the call succeeds, and takes the reference.
   *
   * @param target_task the task to set going
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the task is not suspended, or is going away.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_resume, release_task_hold}.
   */
  @TakenUnnamed(SEND)
  int task_resume(@Borrowed(TASK_READ) int target_task);

  /**
   * Stops all threads of a task, and gives a token for this one suspension.
   *
   * <p>{@code kern_return_t task_suspend2(task_read_t target_task, task_suspension_token_t
   * *suspend_token)}
   *
   * <p>{@ownership}
   *
   * <p>The token is a send-once right. {@link #task_resume2} uses it up; but each other way to lose
   * it, {@link MachPortRoutines#mach_port_deallocate} or the end of the caller, ends the suspension
   * just so. It can be sent in a message, and the suspension goes with it.
   *
   * <p>Suspensions count, together with those of {@link #task_suspend}. The call returns when no
   * thread of the target runs in user mode any more. A task that suspends itself stops in this
   * call, and has its token only when somebody else resumes it. A corpse has nothing to stop, but
   * there is a token. If the task is terminated, the token remains, and is to be given back.
   *
   * @param target_task the task to stop
   * @param suspend_token receives the name of the token: 32 bits; {@code MACH_PORT_NULL} if the
   *     task was terminated meanwhile; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_FAILURE}: the task is gone.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_suspend2_mig, place_task_hold,
   *     task_suspension_send_once}; {@code osfmk/kern/ipc_tt.c:
   *     convert_task_suspension_token_to_port_grp}.
   */
  int task_suspend2(
      @Borrowed(TASK_READ) int target_task,
      @Given(value = SEND_ONCE, release = "task_resume2") Pointer suspend_token);

  /**
   * Takes back the suspension that a token stands for.
   *
   * <p>{@code kern_return_t task_resume2(task_suspension_token_t suspend_token)}
   *
   * <p>{@ownership}
   *
   * <p>A send-once right is used up whatever comes of the call, also one that is no such token: it
   * is the destination of the message to the kernel. A name that is no send-once right is left
   * alone; a token that has become a dead name is to be deallocated.
   *
   * <p>If somebody has taken back this suspension with {@link #task_resume}, the call fails, or
   * takes back another one.
   *
   * @param suspend_token what {@link #task_suspend2} gave
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: it is a send-once right, but no suspension token; or
   *           the task was terminated.
   *       <li>{@code KERN_FAILURE}: the task is not suspended any more.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code suspend_token} is null, a dead name or no
   *           send-once right of the caller.
   *       <li>{@code MIG_SERVER_DIED}: the task was terminated and freed, and the name had not yet
   *           become a dead name.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_INVALID_OPTIONS} (always fatal): {@code suspend_token} is a
   *           send-once right on an ordinary port, with System Integrity Protection on; from macOS
   *           13 on.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_resume2_mig, release_task_hold}; {@code
   *     osfmk/kern/ipc_tt.c: convert_port_to_task_suspension_token_grp, ipc_task_disable}; {@code
   *     osfmk/kern/ipc_kobject.c: ipc_kobject_server}; {@code osfmk/ipc/ipc_right.c:
   *     ipc_right_check, ipc_right_copyin}; {@code osfmk/ipc/ipc_policy.c:
   *     ipc_validate_kmsg_dest_from_user}.
   */
  int task_resume2(
      @Taken(value = SEND_ONCE, onFailure = TAKEN, when = "suspend_token is SEND_ONCE")
          int suspend_token);

  /**
   * Was to end a task; today's kernels refuse it. It does nothing to the task of a process, and
   * there are no others that a caller could name. To end a process, send it a signal.
   *
   * <p>{@code kern_return_t task_terminate(task_t target_task)}
   *
   * <p>{@ownership}
   *
   * <p>The old manual says that the task is killed and knows no error of its own; that was before
   * tasks belonged to processes. A corpse ends with the last send right on its port.
   *
   * @param target_task the task that was to end
   * @return never {@code KERN_SUCCESS}; an error:
   *     <ul>
   *       <li>{@code KERN_FAILURE}: the task belongs to a process, or is going away.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_terminate, task_terminate_internal}; {@code
   *     osfmk/kern/bsd_kern.c: get_bsdtask_info}.
   */
  int task_terminate(@Borrowed(TASK) int target_task);

  /**
   * Was to make a task; no supported release does it. Processes, and with them their tasks, are
   * made with {@code posix_spawn} or {@code fork}.
   *
   * <p>{@code kern_return_t task_create(task_t target_task, ledger_array_t ledgers,
   * mach_msg_type_number_t ledgersCnt, boolean_t inherit_memory, task_t *child_task)}
   *
   * <p>{@ownership}
   *
   * <p>The arguments reach the kernel before it refuses: a bad array is noticed first.
   *
   * @param target_task the task that the new one was to inherit from
   * @param ledgers an array of names of send rights, 32 bits each; was to say who pays
   * @param ledgersCnt how many names it has; 0 will do
   * @param inherit_memory whether the new task was to get a copy of the memory: 0 or 1
   * @param child_task was to receive the name of the new task: 32 bits; left alone
   * @return never {@code KERN_SUCCESS}; an error:
   *     <ul>
   *       <li>{@code KERN_FAILURE}: always, up to macOS 12.
   *       <li>{@code MIG_BAD_ID}: always, from macOS 13 on.
   *       <li>{@code KERN_INVALID_ARGUMENT}: up to macOS 12: {@code target_task} is no task port of
   *           a living task, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right under one of the
   *           names in {@code ledgers}.
   *       <li>{@code MACH_SEND_INVALID_MEMORY}: {@code ledgers} cannot be read.
   *       <li>{@code MACH_SEND_TOO_LARGE}: {@code ledgersCnt} is more than a message can carry.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): one of the names in {@code ledgers}
   *           is the caller's, but not that of a send right.
   *     </ul>
   *     <p>Versions: The kernel has no such routine any more from XNU 8792 (macOS 13) on. The
   *     system library still exports it.
   *     <p>Source: {@code osfmk/mach/task.defs}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}; {@code in XNU 8020 osfmk/kern/task.c: task_create}.
   */
  int task_create(
      @Borrowed(TASK) int target_task,
      @Borrowed(SEND) Pointer ledgers,
      int ledgersCnt,
      int inherit_memory,
      @Given(TASK) Pointer child_task);

  /**
   * Makes a token that tells which task is meant, and gives no access to it.
   *
   * <p>{@code kern_return_t task_create_identity_token(task_t task, task_id_token_t *token)}
   *
   * <p>{@ownership}
   *
   * <p>The token can be sent to others, who get a port of the task with {@link
   * #task_identity_token_get_task_port} as far as they may. It does not keep the task alive, and
   * means this run of the process only: when the process is gone, or has executed another program,
   * it finds nothing. Each call makes a new token; it goes with the last send right on it.
   *
   * @param task the task that the token is to stand for
   * @param token receives the name of the token: 32 bits; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Versions: From XNU 7195.101 (macOS 11.3) on. In macOS 12 a process that is going away
   *     can also give {@code KERN_NOT_FOUND}.
   *     <p>Source: {@code osfmk/kern/task_ident.c: task_create_identity_token,
   *     convert_task_id_token_to_port}; {@code bsd/kern/kern_proc.c: proc_find_ident}.
   */
  int task_create_identity_token(
      @Borrowed(TASK) int task,
      @Made(value = IDENTITY_TOKEN, release = "mach_port_deallocate") Pointer token);

  /**
   * Gets a port of the task that an identity token stands for.
   *
   * <p>{@code kern_return_t task_identity_token_get_task_port(task_id_token_t token, task_flavor_t
   * flavor, mach_port_t *task_port)}
   *
   * <p>{@ownership}
   *
   * <p>The control port of the own task has the name of {@code mach_task_self_}. Read and inspect
   * ports cannot be sent in messages. A token that came with the exception of a corpse gives the
   * corpse's control port only, which keeps the corpse.
   *
   * @param token the token, from {@link #task_create_identity_token} or an exception message
   * @param flavor {@code TASK_FLAVOR_*}: how much the port is to allow
   * @param task_port receives the name of the port: 32 bits; {@code MACH_PORT_NULL} if the task is
   *     just going away; left alone on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code token} is no identity token; the flavour is
   *           unknown, or not control for a corpse; or the caller may not have a control or read
   *           port of this task: it is the kernel's, or Developer Mode is off and a control port of
   *           another task was asked for.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code token} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_NOT_FOUND}: the process is gone or has executed another program, or the
   *           corpse is gone.
   *       <li>{@code KERN_DENIED}: it is another task, and a security policy forbids it.
   *     </ul>
   *     <p>Versions: From XNU 7195.101 (macOS 11.3) on. In macOS 11 a process that is gone gives
   *     {@code KERN_INVALID_ARGUMENT}, and there are no tokens of corpses.
   *     <p>Source: {@code osfmk/kern/task_ident.c: task_identity_token_get_task_port,
   *     task_identity_token_get_task_grp}; {@code osfmk/kern/ipc_tt.c: task_conversion_eval,
   *     convert_task_to_port_with_flavor}.
   */
  int task_identity_token_get_task_port(
      @Borrowed(IDENTITY_TOKEN) int token,
      int flavor,
      @Given(value = TASK, when = "flavor = TASK_FLAVOR_CONTROL")
          @Given(value = TASK_READ, when = "flavor = TASK_FLAVOR_READ")
          @Given(value = TASK_INSPECT, when = "flavor = TASK_FLAVOR_INSPECT")
          @Given(value = TASK_NAME, when = "flavor = TASK_FLAVOR_NAME")
          Pointer task_port);

  /**
   * Makes a counting semaphore that belongs to a task.
   *
   * <p>{@code kern_return_t semaphore_create(task_t task, semaphore_t *semaphore, int policy, int
   * value)}
   *
   * <p>{@ownership}
   *
   * <p>The caller gets the name, also if another task is the owner. Send rights on a semaphore can
   * be copied and sent; each holder may signal and wait, see {@link SemaphoreRoutines}. The
   * semaphore is deactivated by {@link #semaphore_destroy}, and when its owner ends: waiting
   * threads are woken, and they and all later calls get {@code KERN_TERMINATED}. With the last send
   * right it is gone.
   *
   * <p>The old manual offers {@code SYNC_POLICY_FIXED_PRIORITY}, which is refused today.
   *
   * @param task the owner, usually {@code mach_task_self_}
   * @param semaphore receives the name of the semaphore: 32 bits; left alone on failure
   * @param policy who is woken first: {@code SYNC_POLICY_FIFO}, 0, or {@code SYNC_POLICY_LIFO}, 2;
   *     {@code SYNC_POLICY_PREPOST}, 4, may be added and does nothing
   * @param value how many waits will pass at once; not negative
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one; the policy is unknown; or the value is negative.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_TASK}: the task is going away.
   *     </ul>
   *     <p>Versions: Up to macOS 11 each even policy from 0 to 6 is accepted, and too little memory
   *     gives {@code KERN_RESOURCE_SHORTAGE}.
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_create, convert_semaphore_to_port};
   *     {@code osfmk/mach/sync_policy.h: SYNC_POLICY_USER_MASK}.
   */
  int semaphore_create(
      @Borrowed(TASK) int task,
      @Made(value = SEMAPHORE, release = "semaphore_destroy") Pointer semaphore,
      int policy,
      int value);

  /**
   * Deactivates a semaphore, and takes the caller's user reference of it.
   *
   * <p>{@code kern_return_t semaphore_destroy(task_t task, semaphore_t semaphore)}
   *
   * <p>{@ownership}
   *
   * <p>Waiting threads are woken and get {@code KERN_TERMINATED}, as do all later calls. Further
   * user references, of the caller and of others, remain send rights, and are each to be given back
   * with {@link MachPortRoutines#mach_port_deallocate}; the old manual says wrongly that they
   * become dead names.
   *
   * <p>One user reference goes with the message to the kernel, so it is lost after each error that
   * the kernel finds: a right on something else that is given as {@code semaphore} is lost too.
   * Never deallocate the reference as well.
   *
   * <p>With a task that is not the owner the call succeeds and takes the reference, and the
   * semaphore goes on; the old manual gives {@code KERN_INVALID_RIGHT} for that.
   *
   * @param task the owner of the semaphore
   * @param semaphore the semaphore
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code semaphore} is null, a dead name, or a send
   *           right on something else; or {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code semaphore}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code semaphore} is a name of the
   *           caller, but not that of a send right.
   *     </ul>
   *     <p>Versions: Up to macOS 11 a task that is not the owner, or not any more because it has
   *     destroyed the semaphore before, gives {@code KERN_INVALID_ARGUMENT}; the reference is lost
   *     just so.
   *     <p>Source: {@code osfmk/kern/sync_sema.c: semaphore_destroy, semaphore_destroy_internal,
   *     semaphore_no_senders}; {@code osfmk/mach/mach_types.defs: semaphore_consume_ref_t}; {@code
   *     osfmk/kern/ipc_kobject.c: ipc_kobject_server}.
   */
  int semaphore_destroy(
      @Borrowed(TASK) int task,
      @Taken(value = SEMAPHORE, onFailure = TAKEN, when = "task is SEND and semaphore is SEND")
          @Taken(
              value = DEAD_NAME,
              onFailure = TAKEN,
              when = "task is SEND and semaphore is DEAD_NAME")
          int semaphore);

  /**
   * Makes a corpse of a living task: a frozen copy to be looked at.
   *
   * <p>{@code kern_return_t task_generate_corpse(task_read_t task, mach_port_t *corpse_task_port)}
   *
   * <p>{@ownership}
   *
   * <p>The corpse has a copy-on-write copy of the task's memory, and the states of its threads.
   * They can be read through its port, and {@link #task_map_corpse_info_64} tells more. It never
   * runs, and has none of the task's rights. The task is suspended while the copy is made, and goes
   * on. The system has room for few corpses at a time (5 unless the sysctl {@code
   * kern.total_corpses_allowed} says otherwise); one is freed when the last send right on its port
   * goes, so give it back soon.
   *
   * @param task the task to copy
   * @param corpse_task_port receives the name of the corpse's control port: 32 bits; left alone on
   *     failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one; or it is a corpse that this routine made.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_NOT_SUPPORTED}: corpses are switched off in this system.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: there are as many corpses as there may be, or the
   *           kernel has too little memory.
   *       <li>{@code KERN_INVALID_TASK}: the process of the task is gone.
   *       <li>{@code KERN_NO_SPACE}: the memory of the task cannot be copied, for instance because
   *           the task is too large.
   *       <li>{@code KERN_FAILURE}: the task has forbidden copies of itself with {@link
   *           #task_set_corpse_forking_behavior}, its memory is run by a debugging allocator, or it
   *           is going away.
   *     </ul>
   *     <p>Source: {@code osfmk/corpses/corpse.c: task_generate_corpse,
   *     task_generate_corpse_internal, task_crashinfo_get_ref}; {@code osfmk/kern/task.c:
   *     task_duplicate_map_and_threads, task_port_no_senders}.
   */
  int task_generate_corpse(
      @Borrowed(TASK_READ) int task,
      @Made(value = CORPSE, release = "mach_port_deallocate") Pointer corpse_task_port);

  /**
   * Reads facts about a task, such as its memory, its times and its tokens.
   *
   * <p>{@code kern_return_t task_info(task_name_t target_task, task_flavor_t flavor, task_info_t
   * task_info_out, mach_msg_type_number_t *task_info_outCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The flavours of {@code <mach/task_info.h>}, each with its number and the words of 32 bits
   * that it takes:
   *
   * <ul>
   *   <li>{@code MACH_TASK_BASIC_INFO} (20; 12 words): the one to use for sizes and times. At byte
   *       0 the virtual size, at 8 the resident size, at 16 the largest resident size so far (64
   *       bits each, in bytes); at 24 the user time, at 32 the system time (seconds and
   *       microseconds, 32 bits each); at 40 the policy, at 44 the suspend count. As in all basic
   *       flavours the times are those of threads that have ended.
   *   <li>{@code TASK_BASIC_INFO_32} (4; 8), {@code TASK_BASIC2_INFO_32} (6; 8): suspend count,
   *       virtual size, resident size (for 6 the largest so far), times, policy; sizes in 32 bits.
   *   <li>{@code TASK_BASIC_INFO_64} (5 on Intel, 18 on ARM; 10): the same with sizes in 64 bits.
   *       On ARM the kernel takes 5 for the layout with 32 bits.
   *   <li>{@code TASK_THREAD_TIMES_INFO} (3; 4): user and system time of the threads that live.
   *   <li>{@code TASK_ABSOLUTETIME_INFO} (1; 8): user and system time of all threads, then of those
   *       that live; units of {@code mach_absolute_time}.
   *   <li>{@code TASK_EVENTS_INFO} (2; 8): faults, messages, system calls, context switches; each
   *       stops at 2147483647.
   *   <li>{@code TASK_KERNELMEMORY_INFO} (7; 8): kernel memory allocated and freed for the task.
   *   <li>{@code TASK_SECURITY_TOKEN} (13; 2), {@code TASK_AUDIT_TOKEN} (15; 8): who the task runs
   *       as. The audit token is the same as in the trailer of the task's messages.
   *   <li>{@code TASK_AFFINITY_TAG_INFO} (16; 4): sets of thread affinity.
   *   <li>{@code TASK_DYLD_INFO} (17; 5, or 4 without the format): address and size of dyld's list
   *       of images in the task. This flavour needs the read or control port.
   *   <li>{@code TASK_EXTMOD_INFO} (19; 16): the UUID of the program, and how often tasks changed
   *       other tasks from outside.
   *   <li>{@code TASK_POWER_INFO} (21; 12), {@code TASK_POWER_INFO_V2} (26; 24 on Intel, 26 on ARM,
   *       or 4 fewer): times, wakeups, energy.
   *   <li>{@code TASK_VM_INFO} (22; 93), {@code TASK_VM_INFO_PURGEABLE} (23; 93): memory in detail,
   *       with the footprint. 36, 38, 42, 84, 86, 87 and 89 words are earlier revisions: what comes
   *       back is the newest that both the room and the kernel have. Only the second counts
   *       volatile purgeable memory.
   *   <li>{@code TASK_WAIT_STATE_INFO} (25; 8): obsolete and perhaps wrong.
   *   <li>{@code TASK_FLAGS_INFO} (28; 1): whether addresses (1) and registers (2) have 64 bits.
   *   <li>{@code TASK_SCHED_TIMESHARE_INFO} (10; 1): base priority; obsolete. {@code
   *       TASK_SCHED_RR_INFO} (11; 2) is for the kernel task alone, {@code TASK_SCHED_FIFO_INFO}
   *       (12; 1) for none.
   * </ul>
   *
   * <p>The room is in words: who passes bytes gets more written than the buffer holds, as soon as a
   * newer kernel knows more. With more than 93 words of room for {@code TASK_VM_INFO} the kernel
   * writes a warning to the log. For {@code TASK_POWER_INFO} and {@code TASK_POWER_INFO_V2} the
   * count that comes back is the room, at most 94, with zeros behind the facts.
   *
   * <p>The old manual asks for the control port, and lists {@code TASK_USER_DATA}, which is gone.
   *
   * @param target_task the task port; any flavour, for {@code TASK_DYLD_INFO} read or control; also
   *     that of a corpse
   * @param flavor the number of the flavour
   * @param task_info_out receives the facts
   * @param task_info_outCnt count of 32-bit words; in: room, out: used; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown or {@code TASK_SCHED_INFO}
   *           (14), or there is too little room.
   *       <li>{@code KERN_INVALID_POLICY}: the task is not under the scheduling policy that is
   *           asked about.
   *       <li>{@code KERN_NOT_SUPPORTED}: flavours 27 and 29 to 31 on a release kernel.
   *     </ul>
   *     <p>Versions: {@code TASK_VM_INFO} has 87 words up to macOS 12.1, 89 from macOS 12.2 to 14,
   *     93 from macOS 15 on. Releases after macOS 15.4 also have {@code TASK_SECURITY_CONFIG_INFO}
   *     (32; 1): a mask of the protections that are on.
   *     <p>Source: {@code osfmk/kern/task.c: task_info_from_user, task_info}; {@code
   *     osfmk/mach/mach_types.defs: task_info_t}.
   */
  int task_info(
      @Borrowed(TASK_NAME) int target_task,
      int flavor,
      Pointer task_info_out,
      Pointer task_info_outCnt);

  /**
   * Reads how many instructions a task has executed, in how many cycles.
   *
   * <p>{@code kern_return_t task_inspect(task_inspect_t task, task_inspect_flavor_t flavor,
   * task_inspect_info_t info_out, mach_msg_type_number_t *info_outCnt)}
   *
   * <p>{@ownership}
   *
   * <p>Both numbers are for the whole life of the task, threads that have ended included.
   *
   * @param task the task port; inspect, read or control; also that of a corpse
   * @param flavor {@code TASK_INSPECT_BASIC_COUNTS} (1): the only one
   * @param info_out receives instructions and cycles: 64 bits each, 4 words
   * @param info_outCnt count of 32-bit words; in: room, at least 4; out: used, 4; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_NOT_SUPPORTED}: the kernel is built without these counters, as that for
   *           virtual machines on ARM is.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is unknown, or there is too little room.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_inspect}; {@code osfmk/kern/recount.h:
   *     recount_task}; {@code config/MASTER.arm64.MacOSX: CPU_COUNTERS_BASE}.
   */
  int task_inspect(
      @Borrowed(TASK_INSPECT) int task, int flavor, Pointer info_out, Pointer info_outCnt);

  /**
   * Was to set facts about a task; today's kernels refuse it for every flavour.
   *
   * <p>{@code kern_return_t task_set_info(task_t target_task, task_flavor_t flavor, task_info_t
   * task_info_in, mach_msg_type_number_t task_info_inCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The old manual describes {@code TASK_USER_DATA}, a word that the task carried for others.
   * That flavour is gone, and nothing took its place.
   *
   * @param target_task the task port; control
   * @param flavor a flavour of {@link #task_info}
   * @param task_info_in the facts, which the kernel does not look at
   * @param task_info_inCnt count of 32-bit words in {@code task_info_in}
   * @return an error, always:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port of a living task,
   *           or too weak a one; or any flavour other than {@code TASK_TRACE_MEMORY_INFO}.
   *       <li>{@code KERN_NOT_SUPPORTED}: the flavour is {@code TASK_TRACE_MEMORY_INFO} (24).
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code task_info_inCnt} is greater than 94; nothing is
   *           sent.
   *     </ul>
   *     <p>Versions: the highest count is 87 up to macOS 12.1, 89 in 12.2 and later, 90 in macOS 13
   *     and 14.
   *     <p>Source: {@code osfmk/kern/task.c: task_set_info}; {@code osfmk/mach/mach_types.defs:
   *     task_info_t}.
   */
  int task_set_info(
      @Borrowed(TASK) int target_task, int flavor, Pointer task_info_in, int task_info_inCnt);

  /**
   * Counts the volatile purgeable memory that a task owns.
   *
   * <p>{@code kern_return_t task_purgable_info(task_inspect_t task, task_purgable_info_t *stats)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel may take away the contents of volatile purgeable memory when it is short of
   * memory. It does so queue by queue, and in a queue group by group: group 0 first, group 7 last.
   * Purgeable memory that is not volatile is not counted here.
   *
   * @param task the task port; inspect, read or control; also that of a corpse
   * @param stats receives 17 pairs of 64-bit numbers, 272 bytes: 8 groups of the FIFO queue, the
   *     queue of obsolete memory, 8 groups of the LIFO queue; each pair is a count of memory
   *     objects and the bytes of them that are resident
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_purgable_info}; {@code osfmk/vm/vm_purgeable.c:
   *     vm_purgeable_stats}; {@code osfmk/mach/vm_statistics.h: vm_purgeable_info}.
   */
  int task_purgable_info(@Borrowed(TASK_INSPECT) int task, Pointer stats);

  /**
   * Was to tell how much memory of each kernel zone a task uses; today's kernels do not know the
   * request.
   *
   * <p>{@code kern_return_t task_zone_info(task_inspect_t target_task, mach_zone_name_array_t
   * *names, mach_msg_type_number_t *namesCnt, task_zone_info_array_t *info, mach_msg_type_number_t
   * *infoCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The server code of this routine is left out of the kernel, so that it answers with an error
   * before it looks at what the port stands for. Nothing is ever delivered.
   *
   * @param target_task the task port
   * @param names was to receive the address of an array of names, 80 bytes each; left alone
   * @param namesCnt was to receive the number of names: 32 bits; left alone
   * @param info was to receive the address of an array of records, 88 bytes each; left alone
   * @param infoCnt was to receive the number of records: 32 bits; left alone
   * @return an error, always:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: the kernel has no such routine.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/mach/task.defs: task_zone_info}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}.
   */
  int task_zone_info(
      @Borrowed(TASK_INSPECT) int target_task,
      @GivenMemory(bytes = "namesCnt * 80") Pointer names,
      Pointer namesCnt,
      @GivenMemory(bytes = "infoCnt * 88") Pointer info,
      Pointer infoCnt);

  /**
   * Was to tell the processor set of a task; today's kernels do not know the request.
   *
   * <p>{@code kern_return_t task_get_assignment(task_inspect_t task, processor_set_name_t
   * *assigned_set)}
   *
   * <p>{@ownership}
   *
   * <p>The server code of this routine is left out of the kernel, so that it answers with an error
   * before it looks at what the port stands for. The old manual describes it as if it worked.
   *
   * @param task the task port
   * @param assigned_set was to receive the name port of the processor set: 32 bits; left alone
   * @return an error, always:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: the kernel has no such routine.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/mach/task.defs: task_get_assignment}; {@code
   *     osfmk/kern/ipc_kobject.c: ipc_kobject_server_internal}.
   */
  int task_get_assignment(
      @Borrowed(TASK_INSPECT) int task, @Given(PROCESSOR_SET) Pointer assigned_set);

  /**
   * Reads the debug state that a task gives to new threads.
   *
   * <p>{@code kern_return_t task_get_state(task_read_t task, thread_state_flavor_t flavor,
   * thread_state_t old_state, mach_msg_type_number_t *old_stateCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The state is all zeros until {@link #task_set_state} has set one. It says nothing about the
   * threads that exist: {@link ThreadActRoutines#thread_get_state} does. The comment in the source
   * that flavours are those of {@code thread_get_state} is wrong: there are debug flavours only.
   *
   * @param task the task port; read or control; also that of a corpse
   * @param flavor on Intel {@code x86_DEBUG_STATE32}, {@code x86_DEBUG_STATE64} or {@code
   *     x86_DEBUG_STATE}; on ARM {@code ARM_DEBUG_STATE64}, or {@code ARM_DEBUG_STATE32} or {@code
   *     ARM_DEBUG_STATE} for tasks with 32 bits
   * @param old_state receives the state
   * @param old_stateCnt count of 32-bit words; in: exactly that of the flavour, not more; out: the
   *     same; 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is none of these, or does not fit a task
   *           of 32 or 64 bits; or the count is not that of the flavour.
   *       <li>{@code KERN_FAILURE}: the task is going away.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_get_state}; {@code osfmk/i386/machine_task.c:
   *     machine_task_get_state}; {@code osfmk/arm64/machine_task.c: machine_task_get_state}.
   */
  int task_get_state(
      @Borrowed(TASK_READ) int task, int flavor, Pointer old_state, Pointer old_stateCnt);

  /**
   * Sets the debug state that a task gives to new threads.
   *
   * <p>{@code kern_return_t task_set_state(task_t task, thread_state_flavor_t flavor,
   * thread_state_t new_state, mach_msg_type_number_t new_stateCnt)}
   *
   * <p>{@ownership}
   *
   * <p>Threads that exist stay as they are: {@link ThreadActRoutines#thread_set_state} is for them.
   * A debugger calls both, to watch every thread. Tasks made by the task do not inherit the state.
   * The comment in the source that flavours are those of {@code thread_set_state} is wrong: there
   * are debug flavours only.
   *
   * @param task the task port; control
   * @param flavor a flavour of {@link #task_get_state}; on ARM also {@code ARM_THREAD_STATE_NONE},
   *     which takes the state away
   * @param new_state the state
   * @param new_stateCnt count of 32-bit words: exactly that of the flavour; not looked at for
   *     {@code ARM_THREAD_STATE_NONE}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the flavour is none of these, or does not fit a task
   *           of 32 or 64 bits; the count is not that of the flavour; or the state is not valid, as
   *           when an enabled breakpoint is at an address that user code cannot have.
   *       <li>{@code KERN_FAILURE}: the task is going away; or {@code ARM_THREAD_STATE_NONE} where
   *           there is no state to take away.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code new_stateCnt} is greater than 1296; nothing is
   *           sent.
   *     </ul>
   *     <p>Versions: on Intel the highest count is 614 in macOS 11.
   *     <p>Source: {@code osfmk/kern/task.c: task_set_state}; {@code osfmk/i386/machine_task.c:
   *     machine_task_set_state, machine_thread_inherit_taskwide}; {@code
   *     osfmk/arm64/machine_task.c: machine_task_set_state, machine_thread_inherit_taskwide}.
   */
  int task_set_state(@Borrowed(TASK) int task, int flavor, Pointer new_state, int new_stateCnt);

  /**
   * Tells what becomes of a task when it does what the optional guard exceptions are for.
   *
   * <p>{@code kern_return_t task_get_exc_guard_behavior(task_inspect_t task,
   * task_exc_guard_behavior_t *behavior)}
   *
   * <p>{@ownership}
   *
   * <p>The bits are in two groups: {@code 0x0f} for virtual memory, {@code 0xf0} for ports. In each
   * group, with the value for ports:
   *
   * <ul>
   *   <li>{@code DELIVER} (1; {@code 0x10}): there is an exception {@code EXC_GUARD}; without it
   *       the call just fails.
   *   <li>{@code ONCE} (2; {@code 0x20}): only the first time; the kernel then clears {@code
   *       DELIVER}.
   *   <li>{@code CORPSE} (4; {@code 0x40}): where no handler takes the exception, it is reported
   *       with a corpse made for it, and the task runs on.
   *   <li>{@code FATAL} (8; {@code 0x80}): it ends the task.
   * </ul>
   *
   * <p>Guard exceptions up to {@code MAX_FATAL_kGUARD_EXC_CODE} end the task whatever this says;
   * those above {@code MAX_OPTIONAL_kGUARD_EXC_CODE} never do. The usual value is 0 for tasks that
   * are not hardened, and {@code 0x99} (delivered and fatal) for those that are; a boot argument
   * can change both.
   *
   * @param task the task port; inspect, read or control; also that of a corpse
   * @param behavior receives {@code TASK_EXC_GUARD_*}: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is no task port of a living task, or too weak
   *           a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Versions: in macOS 11 the usual value is 0 for all tasks.
   *     <p>Source: {@code osfmk/kern/task.c: task_get_exc_guard_behavior,
   *     task_set_exc_guard_ctrl_port_default}; {@code osfmk/ipc/ipc_policy.c: mach_port_guard_ast};
   *     {@code osfmk/mach/task_info.h: TASK_EXC_GUARD_ALL}.
   */
  int task_get_exc_guard_behavior(@Borrowed(TASK_INSPECT) int task, Pointer behavior);

  /**
   * Sets what becomes of a task when it does what the optional guard exceptions are for.
   *
   * <p>{@code kern_return_t task_set_exc_guard_behavior(task_t task, task_exc_guard_behavior_t
   * behavior)}
   *
   * <p>{@ownership}
   *
   * <p>A way to find mistakes with ports: with {@code 0x10} a wrong name or a missing right raises
   * {@code EXC_GUARD} where it happens. On release kernels the rules only get stricter, and nothing
   * takes them back: {@code DELIVER} and {@code FATAL} stay set, {@code ONCE} can be cleared and
   * not set. {@code CORPSE} goes either way. Since {@code ONCE} cannot be added, a task that never
   * had it gets an exception each time.
   *
   * <p>A task made by {@code fork} has the value of its parent; {@code exec} sets the usual one.
   *
   * @param task the task port; control
   * @param behavior all bits {@code TASK_EXC_GUARD_*} that shall be set from now on; {@link
   *     #task_get_exc_guard_behavior} explains them
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is no task port of a living task, or too weak
   *           a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_VALUE}: there are bits outside {@code 0xff}.
   *       <li>{@code KERN_DENIED}: {@code DELIVER} or {@code FATAL} is set and would be cleared, or
   *           {@code ONCE} is clear and would be set; on a release kernel.
   *     </ul>
   *     <p>Versions: in macOS 11 every change is allowed.
   *     <p>Source: {@code osfmk/kern/task.c: task_set_exc_guard_behavior, task_create_internal}.
   */
  int task_set_exc_guard_behavior(@Borrowed(TASK) int task, int behavior);

  /**
   * Forbids or allows that corpses are made of a running task; release kernels refuse it.
   *
   * <p>{@code kern_return_t task_set_corpse_forking_behavior(task_t task,
   * task_corpse_forking_behavior_t behavior)}
   *
   * <p>{@ownership}
   *
   * <p>Kernels for development obey: while it is forbidden, {@link #task_generate_corpse} fails
   * with {@code KERN_FAILURE} for the task.
   *
   * @param task the task port; control
   * @param behavior {@code TASK_CORPSE_FORKING_DISABLED_MEM_DIAG} (1) to forbid it, 0 to allow it;
   *     other bits do nothing
   * @return {@code KERN_SUCCESS} on kernels for development, or an error:
   *     <ul>
   *       <li>{@code KERN_NOT_SUPPORTED}: the kernel is a release kernel, whatever {@code task}
   *           stands for.
   *       <li>{@code KERN_INVALID_TASK}: on kernels for development, {@code task} is no task port
   *           of a living task, or too weak a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Versions: there from macOS 12 on.
   *     <p>Source: {@code osfmk/kern/task.c: task_set_corpse_forking_behavior}; {@code
   *     osfmk/corpses/corpse.c: task_generate_corpse_internal}.
   */
  int task_set_corpse_forking_behavior(@Borrowed(TASK) int task, int behavior);

  /**
   * Sets how much physical memory a task may use.
   *
   * <p>{@code kern_return_t task_set_phys_footprint_limit(task_t task, int new_limit, int
   * *old_limit)}
   *
   * <p>{@ownership}
   *
   * <p>For the superuser only. A task that goes beyond the limit is sent {@code EXC_RESOURCE}, and
   * the system may end it: whether the limit is fatal stays as it was. {@link #task_info} with
   * {@code TASK_VM_INFO} tells the footprint.
   *
   * <p>A trap: the kernel checks the privilege and not the task. Where {@code task} is another
   * kernel object, too weak a port, or a task that is gone, it follows a null pointer in the
   * kernel.
   *
   * @param task the task port; control; nothing else
   * @param new_limit the limit in units of 1048576 bytes; -1 for that of the system, usually none
   * @param old_limit receives the limit so far, in the same units, -1 for none: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_NO_ACCESS}: the caller is not the superuser, and no security policy
   *           grants the privilege, or one denies it; this comes first.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_set_phys_footprint_limit,
   *     task_set_phys_footprint_limit_internal}; {@code bsd/kern/kern_priv.c:
   *     proc_check_footprint_priv}.
   */
  int task_set_phys_footprint_limit(@Borrowed(TASK) int task, int new_limit, Pointer old_limit);

  /**
   * Was to get the voucher of a task; today's kernels always give none.
   *
   * <p>{@code kern_return_t task_get_mach_voucher(task_read_t task, mach_voucher_selector_t which,
   * ipc_voucher_t *voucher)}
   *
   * <p>{@ownership}
   *
   * <p>Vouchers belong to messages and threads; tasks have none.
   *
   * @param task the task port; read or control; also that of a corpse
   * @param which not looked at
   * @param voucher receives {@code MACH_PORT_NULL}, for which nothing is owned: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is no task port of a living task, or too weak
   *           a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_get_mach_voucher}.
   */
  int task_get_mach_voucher(
      @Borrowed(TASK_READ) int task, int which, @Given(VOUCHER) Pointer voucher);

  /**
   * Was to set the voucher of a task; today's kernels accept it and do nothing.
   *
   * <p>{@code kern_return_t task_set_mach_voucher(task_t task, ipc_voucher_t voucher)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel drops the copy that it was sent: {@code KERN_SUCCESS} says nothing. Nor does it
   * mind a send right on something else than a voucher.
   *
   * @param task the task port; control
   * @param voucher the name of a voucher, or {@code MACH_PORT_NULL}
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code task} is no task port of a living task, or too weak
   *           a one.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code voucher} is neither null nor the name of a
   *           send right or dead name.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code voucher} is in use, but
   *           neither for a send right nor as a dead name.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_set_mach_voucher}; {@code
   *     osfmk/ipc/ipc_voucher.c: convert_port_to_voucher}; {@code osfmk/ipc/ipc_kmsg.c:
   *     ipc_kmsg_copyin_port_descriptor}.
   */
  int task_set_mach_voucher(@Borrowed(TASK) int task, @Borrowed(VOUCHER) int voucher);

  /**
   * Was to set the voucher of a task and to tell the one so far; today's kernels refuse it.
   *
   * <p>{@code kern_return_t task_swap_mach_voucher(task_t task, ipc_voucher_t new_voucher,
   * ipc_voucher_t *old_voucher)}
   *
   * <p>{@ownership}
   *
   * <p>{@code old_voucher} goes in as well: what it points to must be a name that can be sent, so
   * write {@code MACH_PORT_NULL} there.
   *
   * @param task the task port; control
   * @param new_voucher the name of a voucher, or {@code MACH_PORT_NULL}
   * @param old_voucher in: the name of a voucher, or {@code MACH_PORT_NULL}; out: left alone; 32
   *     bits
   * @return an error, always:
   *     <ul>
   *       <li>{@code KERN_NOT_SUPPORTED}: the request reached the kernel, whatever {@code task}
   *           stands for.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: one of the vouchers is neither null nor the name of
   *           a send right or dead name.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): the name of one of the vouchers is
   *           in use, but neither for a send right nor as a dead name.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/task.c: task_swap_mach_voucher}; {@code osfmk/ipc/ipc_kmsg.c:
   *     ipc_kmsg_copyin_port_descriptor}.
   */
  int task_swap_mach_voucher(
      @Borrowed(TASK) int task,
      @Borrowed(VOUCHER) int new_voucher,
      @Borrowed(VOUCHER) Pointer old_voucher);

  /**
   * Copies the data of a corpse into a task's memory, with the size in 32 bits.
   *
   * <p>{@code kern_return_t task_map_corpse_info(task_t task, task_read_t corspe_task, vm_address_t
   * *kcd_addr_begin, uint32_t *kcd_size)}
   *
   * <p>{@ownership}
   *
   * <p>The same as {@link #task_map_corpse_info_64}, whose manual tells the rest, but for the size.
   * The source calls it temporary: prefer the other.
   *
   * @param task the caller's own task port; control
   * @param corspe_task the task port of the corpse; read or control
   * @param kcd_addr_begin receives the address: 64 bits
   * @param kcd_size receives the size in bytes: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one; or {@code corspe_task} is no task port of a corpse, or too weak a one; or
   *           the corpse has no data.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code corspe_task} is neither null nor the name of
   *           a send right or dead name.
   *       <li>{@code KERN_NO_SPACE}: there is no room in the address space of {@code task}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code corspe_task} is in use, but
   *           neither for a send right nor as a dead name.
   *     </ul>
   *     <p>Source: {@code osfmk/corpses/corpse.c: task_map_corpse_info}.
   */
  int task_map_corpse_info(
      @Borrowed(TASK) int task,
      @Borrowed(CORPSE) int corspe_task,
      @GivenMemory(bytes = "kcd_size") Pointer kcd_addr_begin,
      Pointer kcd_size);

  /**
   * Copies the data of a corpse into a task's memory.
   *
   * <p>{@code kern_return_t task_map_corpse_info_64(task_t task, task_read_t corspe_task,
   * mach_vm_address_t *kcd_addr_begin, mach_vm_size_t *kcd_size)}
   *
   * <p>{@ownership}
   *
   * <p>A corpse is what is left of a process that crashed, or a copy of a running one made by
   * {@link #task_generate_corpse}. Its data tell why it died and what it was: records in the format
   * of {@code osfmk/kern/kcdata.h}. The memory is a private copy, not a view: it can be written to,
   * and stays when the corpse goes.
   *
   * <p>Pass the caller's own task only. The kernel takes the memory in {@code task}, but copies the
   * data to that address in the caller, and does not say if that fails: with another task the data
   * overwrite whatever the caller has there, or get lost.
   *
   * @param task the caller's own task port; control
   * @param corspe_task the task port of the corpse; read or control
   * @param kcd_addr_begin receives the address: 64 bits
   * @param kcd_size receives the size in bytes, always that of the kernel's buffer, 49152: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one; or {@code corspe_task} is no task port of a corpse, or too weak a one; or
   *           the corpse has no data.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code corspe_task} is neither null nor the name of
   *           a send right or dead name.
   *       <li>{@code KERN_NO_SPACE}: there is no room in the address space of {@code task}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code corspe_task} is in use, but
   *           neither for a send right nor as a dead name.
   *     </ul>
   *     <p>Source: {@code osfmk/corpses/corpse.c: task_map_corpse_info_64, task_map_kcdata_64};
   *     {@code osfmk/corpses/task_corpse.h: CORPSEINFO_ALLOCATION_SIZE}.
   */
  int task_map_corpse_info_64(
      @Borrowed(TASK) int task,
      @Borrowed(CORPSE) int corspe_task,
      @GivenMemory(bytes = "kcd_size") Pointer kcd_addr_begin,
      Pointer kcd_size);

  /**
   * Copies the data of an exception with a backtrace into a task's memory.
   *
   * <p>{@code kern_return_t task_map_kcdata_object_64(task_t task, kcdata_object_t kcdata_object,
   * mach_vm_address_t *kcd_addr_begin, mach_vm_size_t *kcd_size)}
   *
   * <p>{@ownership}
   *
   * <p>An exception handler set with {@code MACH_EXCEPTION_BACKTRACE_PREFERRED} gets such an object
   * in place of a corpse: a send right in the message {@code mach_exception_raise_backtrace}. The
   * data are records in the format of {@code osfmk/kern/kcdata.h}, in a private copy that stays
   * when the object goes. The kernel frees the object with the last send right on its port.
   *
   * <p>Pass the caller's own task only. The kernel takes the memory in {@code task}, but copies the
   * data to that address in the caller, and does not say if that fails.
   *
   * @param task the caller's own task port; control
   * @param kcdata_object the port of the object, which is of the kind {@code IKOT_KCDATA}
   * @param kcd_addr_begin receives the address: 64 bits
   * @param kcd_size receives the size in bytes, always that of the kernel's buffer, 20480: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code task} is no task port of a living task, or too
   *           weak a one; or {@code kcdata_object} is not the port of such an object.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code task} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code kcdata_object} is neither null nor the name
   *           of a send right or dead name.
   *       <li>{@code KERN_NO_SPACE}: there is no room in the address space of {@code task}.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code kcdata_object} is in use,
   *           but neither for a send right nor as a dead name.
   *     </ul>
   *     <p>Versions: macOS 13.0 and later.
   *     <p>Source: {@code osfmk/corpses/corpse.c: task_map_kcdata_object_64, task_map_kcdata_64};
   *     {@code osfmk/corpses/task_corpse.h: BTINFO_ALLOCATION_SIZE}; {@code osfmk/kern/exception.c:
   *     exception_deliver_backtrace}; {@code osfmk/kern/kern_cdata.c:
   *     convert_port_to_kcdata_object, kcdata_object_no_senders}.
   */
  @Since("macOS 13.0")
  default int task_map_kcdata_object_64(
      @Borrowed(TASK) int task,
      @Borrowed(SEND) int kcdata_object,
      @GivenMemory(bytes = "kcd_size") Pointer kcd_addr_begin,
      Pointer kcd_size) {
    throw MissingRoutineException.of("task_map_kcdata_object_64");
  }

  /**
   * Asks a task's dyld to send messages about images that it loads and unloads.
   *
   * <p>{@code kern_return_t task_dyld_process_info_notify_register(task_read_t target_task,
   * mach_port_t notify)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel makes a send right of the receive right and keeps it with the target, in one of 8
   * places; a word in the target's memory tells dyld to look. The target gets a send right of its
   * own from {@link MachTrapsRoutines#task_dyld_process_info_notify_get}. Places whose port is dead
   * are freed at the next call that looks. All of them are freed when the target ends or calls
   * {@code exec}. Until then the kernel's send right counts as a sender.
   *
   * <p>The call counts as a send right made (the make-send count grows by one), also when the
   * kernel answers with an error. The right is then destroyed: if no other send right exists and a
   * no-senders notification is armed for {@code notify}, it is sent.
   *
   * @param target_task the task port; read or control
   * @param notify where the messages go: the name of a receive right of the caller
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code target_task} is no task port of a living task, or
   *           too weak a one; or that of the kernel.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code notify} is no receive right of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code notify} is {@code MACH_PORT_NULL} or {@code
   *           MACH_PORT_DEAD}.
   *       <li>{@code KERN_DENIED}: a security policy forbids it.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the task is going away.
   *       <li>{@code KERN_RIGHT_EXISTS}: the port is registered with this task already.
   *       <li>{@code KERN_NO_SPACE}: all 8 places are taken by other ports that live.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code notify} is in use, but not
   *           for a receive right.
   *     </ul>
   *     <p>Versions: there from macOS 11.3 on. The kernel of macOS 11 also answers {@code
   *     KERN_RESOURCE_SHORTAGE}, when it has too little memory.
   *     <p>Source: {@code osfmk/kern/task.c: task_dyld_process_info_notify_register,
   *     task_dyld_process_info_update_helper}; {@code osfmk/kern/ipc_tt.c: ipc_task_reset,
   *     ipc_task_terminate}; {@code osfmk/mach/task.defs}.
   */
  int task_dyld_process_info_notify_register(
      @Borrowed(TASK_READ) int target_task, @Borrowed(RECEIVE) int notify);

  /**
   * Ends the messages about images that a task's dyld loads and unloads.
   *
   * <p>{@code kern_return_t task_dyld_process_info_notify_deregister(task_read_t target_task,
   * mach_port_name_t notify)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel gives up its send right, and those on dead ports that were registered with the
   * target. If that was the last send right on {@code notify} and a no-senders notification is
   * armed there, it is sent. A send right that the target's dyld took before is the target's own,
   * and stays.
   *
   * @param target_task the task port; read or control
   * @param notify the port that was registered: a plain name, looked up in the caller's space, of
   *     the receive right
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_TASK}: {@code target_task} is no task port of a living task, or
   *           too weak a one; or that of the kernel.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_NAME}: {@code notify} is {@code MACH_PORT_NULL} or {@code
   *           MACH_PORT_DEAD}.
   *       <li>{@code KERN_DENIED}: a security policy forbids it.
   *       <li>{@code KERN_INVALID_ARGUMENT}: the task is going away.
   *       <li>{@code KERN_INVALID_RIGHT}: {@code notify} is no receive right of the caller, or not
   *           in use.
   *       <li>{@code KERN_FAILURE}: the port is not registered with this task.
   *     </ul>
   *     <p>Versions: there from macOS 11.3 on.
   *     <p>Source: {@code osfmk/kern/task.c: task_dyld_process_info_notify_deregister,
   *     task_dyld_process_info_update_helper}.
   */
  int task_dyld_process_info_notify_deregister(
      @Borrowed(TASK_READ) int target_task, @Borrowed(RECEIVE) int notify);
}
