package org.machapi.sim;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The routines of {@code <mach/mk_timer.h>}, and those that give the ports of clocks, the processor
 * set and I/O Kit.
 */
abstract class TimerLibrary extends SemaphoreLibrary {
  TimerLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int mk_timer_create() {
    MachThread thread = enter();
    try {
      return kernel.timerCalls.create(task.space);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mk_timer_destroy(int name) {
    MachThread thread = enter();
    try {
      return kernel.timerCalls.destroy(task.space, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mk_timer_arm(int name, long expire_time) {
    MachThread thread = enter();
    try {
      return kernel.timerCalls.arm(task.space, name, expire_time, 0);
    } finally {
      leave(thread);
    }
  }

  /** The flag for timers that should be late as little as possible has nothing to do here. */
  @Override
  public int mk_timer_arm_leeway(
      int name, long mk_timer_flags, long mk_timer_expire_time, long mk_timer_leeway) {
    MachThread thread = enter();
    try {
      return kernel.timerCalls.arm(task.space, name, mk_timer_expire_time, mk_timer_leeway);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mk_timer_cancel(int name, Pointer result_time) {
    MachThread thread = enter();
    try {
      return kernel.timerCalls.cancel(task.space, name, result_time);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int clock_sleep_trap(
      int clock_name, int sleep_type, int sleep_sec, int sleep_nsec, Pointer wakeup_time) {
    MachThread thread = enter();
    try {
      return kernel.hostServices.sleep(
          task.space, clock_name, sleep_type, sleep_sec, sleep_nsec, wakeup_time);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_get_clock_service(int host, int clock_id, Pointer clock_serv) {
    MachThread thread = enter();
    try {
      return kernel.resolver.isHost(task.space, host)
          ? kernel.hostServices.clockService(clock_id, task, clock_serv)
          : unresolved();
    } finally {
      leave(thread);
    }
  }

  @Override
  public int processor_set_default(int host, Pointer default_set) {
    MachThread thread = enter();
    try {
      return kernel.resolver.isHost(task.space, host)
          ? kernel.hostServices.defaultProcessorSet(task, default_set)
          : unresolved();
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_get_io_main(int host, Pointer io_main) {
    if (!kernel.rules.has(Rule.HAS_IO_MAIN)) {
      return super.host_get_io_main(host, io_main);
    }
    MachThread thread = enter();
    try {
      return kernel.resolver.isHost(task.space, host)
          ? kernel.hostServices.ioMain(task, io_main)
          : unresolved();
    } finally {
      leave(thread);
    }
  }
}
