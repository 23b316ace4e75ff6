package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.PortConstants.MPG_STRICT;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The traps of {@code <mach/mach_traps.h>} behind routines about ports: what those routines do, for
 * the caller's own task only.
 */
abstract class TrapLibrary extends MemoryLibrary {
  TrapLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  private @Nullable Space own(int target) {
    return kernel.trapCalls.isOwn(task, target) ? task.space : null;
  }

  @Override
  public int _kernelrpc_mach_port_allocate_trap(int target, int right, Pointer name) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null ? MACH_SEND_INVALID_DEST : kernel.trapCalls.allocate(own, right, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_construct_trap(
      int target, Pointer options, long context, Pointer name) {
    MachThread thread = enter();
    try {
      return kernel.trapCalls.construct(own(target), options, context, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_deallocate_trap(int target, int name) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null ? MACH_SEND_INVALID_DEST : kernel.nameCalls.deallocate(own, name);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_mod_refs_trap(int target, int name, int right, int delta) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.nameCalls.changeReferences(own, name, right, delta);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_move_member_trap(int target, int member, int after) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.portSetCalls.moveMember(own, member, after);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_request_notification_trap(
      int task, int name, int msgid, int sync, int notify, int notifyPoly, Pointer previous) {
    MachThread thread = enter();
    try {
      Space own = own(task);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.trapCalls.requestNotification(
              own, name, msgid, sync, notify, notifyPoly, previous);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_insert_right_trap(int target, int name, int poly, int polyPoly) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.rightCalls.insert(own, name, task, poly, polyPoly);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_get_attributes_trap(
      int target, int name, int flavor, Pointer port_info_out, Pointer port_info_outCnt) {
    MachThread thread = enter();
    try {
      return kernel.trapCalls.isOwnToRead(task, target)
          ? kernel.trapCalls.attributes(task.space, name, flavor, port_info_out, port_info_outCnt)
          : MACH_SEND_INVALID_DEST;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_insert_member_trap(int target, int name, int pset) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.portSetCalls.insertMember(own, name, pset);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_extract_member_trap(int target, int name, int pset) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.portSetCalls.extractMember(own, name, pset);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_destruct_trap(int target, int name, int srdelta, long guard) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.nameCalls.destruct(own, name, srdelta, guard);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_guard_trap(int target, int name, long guard, int strict) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.receiveRightCalls.guard(own, name, guard, strict != 0 ? MPG_STRICT : 0);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_unguard_trap(int target, int name, long guard) {
    MachThread thread = enter();
    try {
      Space own = own(target);
      return own == null
          ? MACH_SEND_INVALID_DEST
          : kernel.receiveRightCalls.unguard(own, name, guard);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_port_type_trap(int task, int name, Pointer ptype) {
    MachThread thread = enter();
    try {
      Space own = own(task);
      return own == null ? MACH_SEND_INVALID_DEST : kernel.trapCalls.type(own, name, ptype);
    } finally {
      leave(thread);
    }
  }
}
