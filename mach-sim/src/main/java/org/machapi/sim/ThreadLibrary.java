package org.machapi.sim;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.ThreadActRoutines;

/** The routines of {@code <mach/thread_act.h>}. */
abstract class ThreadLibrary extends PortLibrary implements ThreadActRoutines {
  ThreadLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  private @Nullable MachThread target(int port, Resolver.Access access) {
    return kernel.resolver.thread(task.space, port, access);
  }

  @Override
  public int thread_get_exception_ports(
      int thread,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread self = enter();
    try {
      MachThread target = target(thread, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.get(
              target.exceptionActions,
              task,
              exception_mask,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_set_exception_ports(
      int thread, int exception_mask, int new_port, int behavior, int new_flavor) {
    MachThread self = enter();
    try {
      MachThread target = target(thread, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.set(
              target.exceptionActions, task, exception_mask, new_port, behavior, new_flavor);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_swap_exception_ports(
      int thread,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread self = enter();
    try {
      MachThread target = target(thread, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.swap(
              target.exceptionActions,
              task,
              exception_mask,
              new_port,
              behavior,
              new_flavor,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_get_special_port(int thr_act, int which_port, Pointer special_port) {
    MachThread self = enter();
    try {
      MachThread target = target(thr_act, Resolver.Access.INSPECT);
      return target == null
          ? unresolved()
          : kernel.threadCalls.getSpecialPort(
              target,
              kernel.resolver.objectType(task.space, thr_act),
              which_port,
              task,
              special_port);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_set_special_port(int thr_act, int which_port, int special_port) {
    MachThread self = enter();
    try {
      MachThread target = target(thr_act, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.threadCalls.setSpecialPort(which_port, task, special_port);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_get_state(int target_act, int flavor, Pointer old_state, Pointer old_stateCnt) {
    MachThread self = enter();
    try {
      MachThread target = target(target_act, Resolver.Access.READ);
      return target == null
          ? unresolved()
          : kernel.threadCalls.getState(target, flavor, old_state, old_stateCnt);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_set_state(int target_act, int flavor, Pointer new_state, int new_stateCnt) {
    MachThread self = enter();
    try {
      MachThread target = target(target_act, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.threadCalls.setState(target, flavor, new_state, new_stateCnt);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_suspend(int target_act) {
    MachThread self = enter();
    try {
      MachThread target = target(target_act, Resolver.Access.READ);
      return target == null ? unresolved() : kernel.threadCalls.suspend(target);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_resume(int target_act) {
    MachThread self = enter();
    try {
      MachThread target = target(target_act, Resolver.Access.READ);
      return target == null ? unresolved() : kernel.threadCalls.resume(target);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_info(
      int target_act, int flavor, Pointer thread_info_out, Pointer thread_info_outCnt) {
    MachThread self = enter();
    try {
      MachThread target = target(target_act, Resolver.Access.INSPECT);
      return target == null
          ? unresolved()
          : kernel.threadCalls.info(target, flavor, thread_info_out, thread_info_outCnt);
    } finally {
      leave(self);
    }
  }
}
