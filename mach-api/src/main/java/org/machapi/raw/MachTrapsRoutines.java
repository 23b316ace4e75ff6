package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/mach_traps.h>} that this library binds. */
public interface MachTrapsRoutines {

  /** {@code mach_port_name_t mach_reply_port()}. */
  int mach_reply_port();

  /** {@code mach_port_name_t task_self_trap()}. */
  int task_self_trap();

  /** {@code kern_return_t pid_for_task(mach_port_name_t t, int * x)}. */
  int pid_for_task(int t, Pointer x);
}
