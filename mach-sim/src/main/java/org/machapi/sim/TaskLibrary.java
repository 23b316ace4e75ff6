package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.HostPrivRoutines;
import org.machapi.raw.TaskRoutines;

/** The routines of {@code <mach/task.h>} and {@code <mach/host_priv.h>}. */
abstract class TaskLibrary extends ThreadLibrary implements TaskRoutines, HostPrivRoutines {
  TaskLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  /**
   * Returns the task that a task port stands for; null, with the resolver's error, if it stands for
   * none.
   */
  final @Nullable Task target(int port, Resolver.Access access) {
    return kernel.resolver.task(task.space, port, access, KERN_INVALID_ARGUMENT);
  }

  @Override
  public int task_get_exception_ports(
      int task,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.get(
              target.exceptionActions,
              this.task,
              exception_mask,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_exception_ports(
      int task, int exception_mask, int new_port, int behavior, int new_flavor) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.set(
              target.exceptionActions, this.task, exception_mask, new_port, behavior, new_flavor);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_swap_exception_ports(
      int task,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.swap(
              target.exceptionActions,
              this.task,
              exception_mask,
              new_port,
              behavior,
              new_flavor,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_get_special_port(int task, int which_port, Pointer special_port) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.INSPECT);
      return target == null
          ? unresolved()
          : kernel.taskCalls.getSpecialPort(
              target,
              kernel.resolver.objectType(this.task.space, task),
              which_port,
              this.task,
              special_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_special_port(int task, int which_port, int special_port) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.taskCalls.setSpecialPort(target, which_port, this.task, special_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_threads(int target_task, Pointer act_list, Pointer act_listCnt) {
    MachThread thread = enter();
    try {
      Task target = target(target_task, Resolver.Access.INSPECT);
      return target == null
          ? unresolved()
          : kernel.taskCalls.threads(
              target,
              kernel.resolver.objectType(task.space, target_task),
              task,
              act_list,
              act_listCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_suspend(int target_task) {
    MachThread thread = enter();
    try {
      Task target = target(target_task, Resolver.Access.READ);
      return target == null ? unresolved() : kernel.suspensions.suspend(target, task);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_resume(int target_task) {
    MachThread thread = enter();
    try {
      Task target = target(target_task, Resolver.Access.READ);
      return target == null ? unresolved() : kernel.suspensions.resume(target, task);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_get_exception_ports(
      int host_priv,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      if (!kernel.resolver.isHost(task.space, host_priv)) {
        return unresolved();
      }
      return kernel.exceptionPorts.get(
          kernel.hostActions,
          task,
          exception_mask,
          new ExceptionPortCalls.Arrays(masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_set_exception_ports(
      int host_priv, int exception_mask, int new_port, int behavior, int new_flavor) {
    MachThread thread = enter();
    try {
      if (!kernel.resolver.isHost(task.space, host_priv)) {
        return unresolved();
      }
      return kernel.exceptionPorts.set(
          kernel.hostActions, task, exception_mask, new_port, behavior, new_flavor);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_swap_exception_ports(
      int host_priv,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlerss,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      if (!kernel.resolver.isHost(task.space, host_priv)) {
        return unresolved();
      }
      return kernel.exceptionPorts.swap(
          kernel.hostActions,
          task,
          exception_mask,
          new_port,
          behavior,
          new_flavor,
          new ExceptionPortCalls.Arrays(
              masks, masksCnt, old_handlerss, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }
}
