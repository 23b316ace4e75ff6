package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/mach_traps.h>} that this library binds. */
public interface MachTrapsRoutines {

  /**
   * Makes a new receive right, to be used for replies.
   *
   * <p>{@code mach_port_name_t mach_reply_port(void)}
   *
   * <p><b>Ownership.</b> After success: the caller owns a receive right without any send right, to
   * be released with {@link MachPortRoutines#mach_port_destruct} or {@link
   * MachPortRoutines#mach_port_mod_refs} (right {@code MACH_PORT_RIGHT_RECEIVE}, delta -1). After
   * failure: nothing.
   *
   * <p>A port like any other.
   *
   * @return the name, or {@code MACH_PORT_NULL} if no name is left
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: mach_reply_port}.
   */
  int mach_reply_port();

  /**
   * Returns the task port with a new user reference.
   *
   * <p>{@code mach_port_name_t task_self_trap(void)}
   *
   * <p><b>Ownership.</b> After success: the caller owns one more user reference of the send right
   * to its task, under the same name as {@code mach_task_self_}, to be released with {@link
   * MachPortRoutines#mach_port_deallocate}. After failure: nothing.
   *
   * <p>To look at the task port without owning a reference read {@link
   * MachInitRoutines#mach_task_self_}.
   *
   * @return the name, or {@code MACH_PORT_NULL} or {@code MACH_PORT_DEAD} if there is none
   *     <p>Versions: In hardened tasks the port is pinned: giving back its last reference ends the
   *     process. Elsewhere it takes the task port away from everybody.
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: task_self_trap}.
   */
  int task_self_trap();

  /**
   * Tells the process id of a task.
   *
   * <p>{@code kern_return_t pid_for_task(mach_port_name_t t, int *x)}
   *
   * <p><b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or fails.
   *
   * @param t a task port: name, inspect, read or control; not consumed
   * @param x receives the process id: 32 bits; -1 on failure
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_FAILURE}: {@code t} is no task port, or its task is gone.
   *     </ul>
   *     <p>Source: {@code bsd/kern/kern_proc.c: pid_for_task}.
   */
  int pid_for_task(int t, Pointer x);
}
