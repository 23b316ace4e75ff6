package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The routines of {@code <mach/mach_port.h>} that few programs call. */
abstract class RarePortLibrary extends TrapLibrary {
  /** More words of attributes than this are not sent. */
  private static final int MAXIMUM_COUNT = 17;

  RarePortLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int mach_port_allocate_qos(int task, int right, Pointer qos, Pointer name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null && unresolved() != KERN_INVALID_TASK
          ? unresolved()
          : kernel.rarePortCalls.allocateQos(target, right, qos, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_allocate_full(int task, int right, int proto, Pointer qos, Pointer name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null && unresolved() != KERN_INVALID_TASK
          ? unresolved()
          : kernel.rarePortCalls.allocateFull(target, right, this.task, proto, qos, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_assert_attributes(
      int task, int name, int flavor, Pointer info, int infoCnt) {
    if (Integer.compareUnsigned(infoCnt, MAXIMUM_COUNT) > 0) {
      return MIG_ARRAY_TOO_LARGE;
    }
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.rarePortCalls.assertAttributes(target, name, flavor, info, infoCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_kobject_description(
      int task, int name, Pointer object_type, Pointer object_addr, Pointer description) {
    MachThread thread = enter();
    try {
      Space target = readableSpace(task);
      return target == null
          ? unresolved()
          : kernel.rarePortCalls.describe(target, name, object_type, object_addr, description);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_is_connection_for_service(
      int task, int connection_port, int service_port, Pointer filter_policy_id) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.rarePortCalls.connectionPolicy(
              target, connection_port, service_port, filter_policy_id);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_get_service_port_info(int task, int name, Pointer sp_info_out) {
    MachThread thread = enter();
    try {
      Task target =
          kernel.resolver.task(this.task.space, task, Resolver.Access.READ, KERN_INVALID_TASK);
      return target == null
          ? unresolved()
          : kernel.rarePortCalls.serviceInfo(target.space, name, sp_info_out);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_port_space(int task, int table_entries) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.rarePortCalls.makeRoom(target, table_entries);
    } finally {
      leave(thread);
    }
  }
}
