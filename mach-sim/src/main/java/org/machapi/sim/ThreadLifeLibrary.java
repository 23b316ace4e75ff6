package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_DEPRESSED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.ThreadStatusConstants.THREAD_STATE_MAX;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The routines of {@code <mach/thread_act.h>} and {@code <mach/task.h>} that begin and end threads,
 * abort their waits, and are about vouchers and processor sets.
 */
abstract class ThreadLifeLibrary extends TaskRefusalLibrary {
  ThreadLifeLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int thread_create(int parent_task, Pointer child_act) {
    MachThread self = enter();
    try {
      Task target =
          kernel.resolver.task(
              task.space, parent_task, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
      return target == null ? unresolved() : kernel.threadLife.create(target, task, child_act);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_create_running(
      int parent_task, int flavor, Pointer new_state, int new_stateCnt, Pointer child_act) {
    MachThread self = enter();
    try {
      if (Integer.compareUnsigned(new_stateCnt, THREAD_STATE_MAX) > 0) {
        return MIG_ARRAY_TOO_LARGE;
      }
      Task target =
          kernel.resolver.task(
              task.space, parent_task, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
      return target == null
          ? unresolved()
          : kernel.threadLife.createRunning(
              target, task, flavor, new_state, new_stateCnt, child_act);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_terminate(int target_act) {
    MachThread self = enter();
    try {
      return kernel.threadLife.terminate(task, target_act);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_get_exception_ports_info(
      int port,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers_info,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread self = enter();
    try {
      MachThread target = kernel.resolver.thread(task.space, port, Resolver.Access.READ);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.info(
              target.exceptionActions,
              exception_mask,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers_info, old_behaviors, old_flavors));
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_abort(int target_act) {
    MachThread self = enter();
    try {
      MachThread target = kernel.resolver.thread(task.space, target_act, Resolver.Access.CONTROL);
      return target == null ? unresolved() : kernel.threadLife.abort(target, "thread_abort");
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_abort_safely(int target_act) {
    MachThread self = enter();
    try {
      MachThread target = kernel.resolver.thread(task.space, target_act, Resolver.Access.CONTROL);
      return target == null ? unresolved() : kernel.threadLife.abort(target, "thread_abort_safely");
    } finally {
      leave(self);
    }
  }

  /** No thread is ever depressed here. */
  @Override
  public int thread_depress_abort(int thread) {
    MachThread self = enter();
    try {
      MachThread target = kernel.resolver.thread(task.space, thread, Resolver.Access.CONTROL);
      return target == null ? unresolved() : KERN_NOT_DEPRESSED;
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_get_mach_voucher(int thr_act, int which, Pointer voucher) {
    MachThread self = enter();
    try {
      MachThread target = kernel.resolver.thread(task.space, thr_act, Resolver.Access.READ);
      return target == null ? unresolved() : kernel.vouchers.get(target.voucher(), task, voucher);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_set_mach_voucher(int thr_act, int voucher) {
    MachThread self = enter();
    try {
      return kernel.resolver.port(task.space, thr_act) == null
          ? unresolved()
          : kernel.vouchers.setOfThread(task, thr_act, voucher);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_swap_mach_voucher(int thr_act, int new_voucher, Pointer old_voucher) {
    MachThread self = enter();
    try {
      return kernel.resolver.port(task.space, thr_act) == null
          ? unresolved()
          : kernel.vouchers.swap(task, new_voucher, old_voucher);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_assign(int thread, int new_set) {
    MachThread self = enter();
    try {
      return kernel.resolver.port(task.space, thread) == null
          ? unresolved()
          : refused(kernel.vouchers.lookAt(task, new_set), KERN_FAILURE);
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_assign_default(int thread) {
    MachThread self = enter();
    try {
      return kernel.resolver.port(task.space, thread) == null ? unresolved() : KERN_FAILURE;
    } finally {
      leave(self);
    }
  }

  /** Up to macOS 12 there is a port of the processor set to get; later kernels answer like this. */
  @Override
  public int thread_get_assignment(int thread, Pointer assigned_set) {
    MachThread self = enter();
    try {
      return kernel.resolver.port(task.space, thread) == null ? unresolved() : MIG_BAD_ID;
    } finally {
      leave(self);
    }
  }

  @Override
  public int thread_sample(int thread, int reply) {
    MachThread self = enter();
    try {
      return kernel.resolver.port(task.space, thread) == null
          ? unresolved()
          : refused(kernel.vouchers.lookAt(task, reply, MACH_MSG_TYPE_MAKE_SEND), MIG_BAD_ID);
    } finally {
      leave(self);
    }
  }

  @Override
  public int etap_trace_thread(int target_act, int trace_status) {
    MachThread self = enter();
    try {
      return kernel.resolver.port(task.space, target_act) == null ? unresolved() : MIG_BAD_ID;
    } finally {
      leave(self);
    }
  }

  /** Returns how a call fails that is refused, unless the right that it brought is bad already. */
  private static int refused(int lookedAt, int refusal) {
    return lookedAt == KERN_SUCCESS ? refusal : lookedAt;
  }
}
