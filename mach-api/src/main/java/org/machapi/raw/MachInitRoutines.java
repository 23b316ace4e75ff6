package org.machapi.raw;

import jnr.ffi.Variable;

/** The routines and variables of {@code <mach/mach_init.h>} that this library binds. */
public interface MachInitRoutines {

  /** {@code mach_port_t mach_thread_self(void)}. */
  int mach_thread_self();

  /** {@code mach_port_t mach_host_self(void)}. */
  int mach_host_self();

  /** {@code extern mach_port_t mach_task_self_}. */
  Variable<Integer> mach_task_self_();
}
