package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The routines of {@code <mach/task.h>} that kernels of today refuse, or those without corpses and
 * counters, as this one is.
 */
abstract class TaskRefusalLibrary extends TaskStateLibrary {
  TaskRefusalLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  /** The task of a process ends with it, and not like this. */
  @Override
  public int task_terminate(int target_task) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(
              task.space, target_task, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
      return target == null ? unresolved() : KERN_FAILURE;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_create(
      int target_task, Pointer ledgers, int ledgersCnt, int inherit_memory, Pointer child_task) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(task.space, target_task) == null
          ? unresolved()
          : kernel.registeredPorts.createTask(task, target_task, ledgers, ledgersCnt);
    } finally {
      leave(thread);
    }
  }

  /** As where corpses are switched off. */
  @Override
  public int task_generate_corpse(int task, Pointer corpse_task_port) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(this.task.space, task, Resolver.Access.READ, KERN_INVALID_ARGUMENT);
      return target == null ? unresolved() : KERN_NOT_SUPPORTED;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_map_corpse_info(
      int task, int corspe_task, Pointer kcd_addr_begin, Pointer kcd_size) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(this.task.space, task) == null
          ? unresolved()
          : whyNoCorpse(corspe_task);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_map_corpse_info_64(
      int task, int corspe_task, Pointer kcd_addr_begin, Pointer kcd_size) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(this.task.space, task) == null
          ? unresolved()
          : whyNoCorpse(corspe_task);
    } finally {
      leave(thread);
    }
  }

  /** As where the kernel has no such counters. */
  @Override
  public int task_inspect(int task, int flavor, Pointer info_out, Pointer info_outCnt) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(this.task.space, task) == null
          ? unresolved()
          : KERN_NOT_SUPPORTED;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_corpse_forking_behavior(int task, int behavior) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(this.task.space, task) == null
          ? unresolved()
          : KERN_NOT_SUPPORTED;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_zone_info(
      int target_task, Pointer names, Pointer namesCnt, Pointer info, Pointer infoCnt) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(task.space, target_task) == null ? unresolved() : MIG_BAD_ID;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_get_assignment(int task, Pointer assigned_set) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(this.task.space, task) == null ? unresolved() : MIG_BAD_ID;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_get_mach_voucher(int task, int which, Pointer voucher) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(this.task.space, task, Resolver.Access.READ, KERN_INVALID_TASK);
      return target == null ? unresolved() : kernel.vouchers.get(null, this.task, voucher);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_mach_voucher(int task, int voucher) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(this.task.space, task) == null
          ? unresolved()
          : kernel.vouchers.setOfTask(this.task, task, voucher);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_swap_mach_voucher(int task, int new_voucher, Pointer old_voucher) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(this.task.space, task) == null
          ? unresolved()
          : kernel.vouchers.swap(this.task, new_voucher, old_voucher);
    } finally {
      leave(thread);
    }
  }

  /** There is no corpse that the right which is brought could be the port of. */
  private int whyNoCorpse(int corpse) {
    int result = kernel.vouchers.lookAt(task, corpse);
    return result == KERN_SUCCESS ? KERN_INVALID_ARGUMENT : result;
  }
}
