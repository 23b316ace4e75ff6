package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The routines of {@code <mach/task.h>} that suspend tasks, keep ports for their children, tell
 * facts about them and find them again.
 */
abstract class TaskStateLibrary extends BootstrapLibrary {
  TaskStateLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int mach_ports_register(int target_task, Pointer init_port_set, int init_port_setCnt) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(task.space, target_task) == null
          ? unresolved()
          : kernel.registeredPorts.register(task, target_task, init_port_set, init_port_setCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_ports_lookup(int target_task, Pointer init_port_set, Pointer init_port_setCnt) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(
              task.space, target_task, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
      return target == null
          ? unresolved()
          : kernel.registeredPorts.lookup(target, task, init_port_set, init_port_setCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_suspend2(int target_task, Pointer suspend_token) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(
              task.space, target_task, Resolver.Access.READ, KERN_INVALID_ARGUMENT);
      return target == null
          ? unresolved()
          : kernel.suspensions.suspendWithToken(target, task, suspend_token);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_resume2(int suspend_token) {
    MachThread thread = enter();
    try {
      return kernel.suspensions.resumeWithToken(task, suspend_token);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_create_identity_token(int task, Pointer token) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(
              this.task.space, task, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
      return target == null ? unresolved() : kernel.taskLookup.makeToken(target, this.task, token);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_identity_token_get_task_port(int token, int flavor, Pointer task_port) {
    MachThread thread = enter();
    try {
      return kernel.taskLookup.byToken(task, token, flavor, task_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_get_exception_ports_info(
      int port,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers_info,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(task.space, port, Resolver.Access.READ, KERN_INVALID_ARGUMENT);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.info(
              target.exceptionActions,
              exception_mask,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers_info, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_info(
      int target_task, int flavor, Pointer task_info_out, Pointer task_info_outCnt) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(
              task.space, target_task, Resolver.Access.NAME, KERN_INVALID_ARGUMENT);
      return target == null
          ? unresolved()
          : kernel.taskInfo.info(target, flavor, task_info_out, task_info_outCnt);
    } finally {
      leave(thread);
    }
  }

  /** Always refused, by the caller's own library already if there is too much of it. */
  @Override
  public int task_set_info(int target_task, int flavor, Pointer task_info_in, int task_info_inCnt) {
    MachThread thread = enter();
    try {
      int refusal = kernel.taskInfo.whyNotSet(flavor, task_info_inCnt);
      if (refusal == MIG_ARRAY_TOO_LARGE) {
        return refusal;
      }
      Task target =
          kernel.resolver.task(
              task.space, target_task, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
      return target == null ? unresolved() : refusal;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_get_exc_guard_behavior(int task, Pointer behavior) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(this.task.space, task, Resolver.Access.INSPECT, KERN_INVALID_TASK);
      return target == null ? unresolved() : kernel.taskInfo.getGuardBehavior(behavior);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_exc_guard_behavior(int task, int behavior) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(this.task.space, task, Resolver.Access.CONTROL, KERN_INVALID_TASK);
      return target == null ? unresolved() : kernel.taskInfo.setGuardBehavior(behavior);
    } finally {
      leave(thread);
    }
  }
}
