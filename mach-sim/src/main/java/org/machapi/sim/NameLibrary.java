package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachPortRoutines;

/**
 * The routines of {@code <mach/mach_port.h>} that make, move, count and end what names stand for.
 */
abstract class NameLibrary extends RarePortLibrary implements MachPortRoutines {
  NameLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int mach_port_names(
      int task, Pointer names, Pointer namesCnt, Pointer types, Pointer typesCnt) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.nameCalls.names(target, this.task, names, namesCnt, types, typesCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_type(int task, int name, Pointer ptype) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.nameCalls.type(target, name, ptype);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_rename(int task, int old_name, int new_name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : KERN_NOT_SUPPORTED;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_allocate(int task, int right, Pointer name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      if (target == null || !Buffers.holdsInt(name)) {
        return target == null ? unresolved() : KERN_INVALID_ADDRESS;
      }
      int result = kernel.nameCalls.allocate(target, right);
      if (result == KERN_SUCCESS) {
        name.putInt(0, kernel.nameCalls.made);
      }
      return result;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_allocate_name(int task, int right, int name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.nameCalls.allocateAs(target, right, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_destroy(int task, int name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.nameCalls.destroy(target, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_deallocate(int task, int name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.nameCalls.deallocate(target, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_get_refs(int task, int name, int right, Pointer refs) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.nameCalls.getReferences(target, name, right, refs);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_mod_refs(int task, int name, int right, int delta) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.nameCalls.changeReferences(target, name, right, delta);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_request_notification(
      int task, int name, int msgid, int sync, int notify, int notifyPoly, Pointer previous) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.rightCalls.requestNotification(
              target, name, msgid, sync, this.task, notify, notifyPoly, previous);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_insert_right(int task, int name, int poly, int polyPoly) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.rightCalls.insert(target, name, this.task, poly, polyPoly);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_extract_right(
      int task, int name, int msgt_name, Pointer poly, Pointer polyPoly) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.rightCalls.extract(target, name, msgt_name, this.task, poly, polyPoly);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_construct(int task, Pointer options, long context, Pointer name) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      if (target == null || !Buffers.holdsInt(name)) {
        return target == null ? unresolved() : KERN_INVALID_ADDRESS;
      }
      int result = kernel.attributes.construct(target, options, context);
      if (result == KERN_SUCCESS) {
        name.putInt(0, kernel.nameCalls.made);
      }
      return result;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_destruct(int task, int name, int srdelta, long guard) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.nameCalls.destruct(target, name, srdelta, guard);
    } finally {
      leave(thread);
    }
  }
}
