package org.machapi.raw;

import jnr.ffi.Variable;

/** The routines and variables of {@code <mach/mach_init.h>} that this library binds. */
public interface MachInitRoutines {

  /**
   * Returns the port of the calling thread with a new user reference.
   *
   * <p>{@code mach_port_t mach_thread_self(void)}
   *
   * <p><b>Ownership.</b> After success: the caller owns one user reference of the send right, to be
   * released with {@link MachPortRoutines#mach_port_deallocate}. Every call gives another one. It
   * outlives the thread, as a reference of a dead name. After failure: nothing.
   *
   * @return the name, the same for a thread with each call, or {@code MACH_PORT_NULL} or {@code
   *     MACH_PORT_DEAD} if there is none
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): later, when the last reference
   *           of a living thread is given back.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_self_trap}.
   */
  int mach_thread_self();

  /**
   * Returns the host port with a new user reference.
   *
   * <p>{@code mach_port_t mach_host_self(void)}
   *
   * <p><b>Ownership.</b> After success: the caller owns one user reference of the send right, to be
   * released with {@link MachPortRoutines#mach_port_deallocate}. Every call gives another one.
   * After failure: nothing.
   *
   * <p>A task of the superuser gets the privileged host port.
   *
   * @return the name, the same with each call, or {@code MACH_PORT_NULL} if there is none
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_self_trap}.
   */
  int mach_host_self();

  /**
   * The variable that holds the name of the task port.
   *
   * <p>{@code extern mach_port_t mach_task_self_}
   *
   * <p><b>Ownership.</b> Nobody gains anything by reading it: the reference belongs to the system
   * library for the life of the process, and must never be given back.
   *
   * <p>This is what {@code mach_task_self()} reads in C. The exported function of that name is
   * another thing: it adds a user reference with each call, and is not bound.
   *
   * @return the variable; its value is a name of 32 bits
   *     <p>Source: {@code libsyscall/mach/mach_init.c: mach_init_doit}.
   */
  Variable<Integer> mach_task_self_();
}
