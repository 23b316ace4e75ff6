package org.machapi.sim;

import static org.machapi.raw.PortConstants.MPG_STRICT;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The routines of {@code <mach/mach_port.h>} that look at or change what is behind a name. */
abstract class PortLibrary extends NameLibrary {
  PortLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int mach_port_peek(
      int task,
      int name,
      int trailer_type,
      Pointer request_seqnop,
      Pointer msg_sizep,
      Pointer msg_idp,
      Pointer trailer_infop,
      Pointer trailer_infopCnt) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.inspection.peek(
              target,
              name,
              trailer_type,
              request_seqnop,
              msg_sizep,
              msg_idp,
              trailer_infop,
              trailer_infopCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_set_mscount(int task, int name, int mscount) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.setMakeSendCount(target, name, mscount);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_get_set_status(int task, int name, Pointer members, Pointer membersCnt) {
    MachThread thread = enter();
    try {
      Space target = readableSpace(task);
      return target == null
          ? unresolved()
          : kernel.portSetCalls.members(target, name, this.task, members, membersCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_move_member(int task, int member, int after) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.portSetCalls.moveMember(target, member, after);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_set_seqno(int task, int name, int seqno) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.setSequenceNumber(target, name, seqno);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_get_attributes(
      int task, int name, int flavor, Pointer port_info_out, Pointer port_info_outCnt) {
    MachThread thread = enter();
    try {
      Space target = readableSpace(task);
      return target == null
          ? unresolved()
          : kernel.attributes.get(target, name, flavor, port_info_out, port_info_outCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_set_attributes(
      int task, int name, int flavor, Pointer port_info, int port_infoCnt) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.attributes.set(target, name, flavor, port_info, port_infoCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_space_info(
      int space,
      Pointer space_info,
      Pointer table_info,
      Pointer table_infoCnt,
      Pointer tree_info,
      Pointer tree_infoCnt) {
    MachThread thread = enter();
    try {
      Space target = readableSpace(space);
      return target == null
          ? unresolved()
          : kernel.inspection.info(
              target, this.task, space_info, table_info, table_infoCnt, tree_info, tree_infoCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_dnrequest_info(int task, int name, Pointer dnr_total, Pointer dnr_used) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.inspection.requestCounts(target, name, dnr_total, dnr_used);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_kernel_object(int task, int name, Pointer object_type, Pointer object_addr) {
    MachThread thread = enter();
    try {
      Space target = readableSpace(task);
      return target == null
          ? unresolved()
          : kernel.inspection.kernelObject(target, name, object_type, object_addr, Integer.BYTES);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_insert_member(int task, int name, int pset) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.portSetCalls.insertMember(target, name, pset);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_extract_member(int task, int name, int pset) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.portSetCalls.extractMember(target, name, pset);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_get_context(int task, int name, Pointer context) {
    MachThread thread = enter();
    try {
      Space target = readableSpace(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.getContext(target, name, context);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_set_context(int task, int name, long context) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.setContext(target, name, context);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_kobject(int task, int name, Pointer object_type, Pointer object_addr) {
    MachThread thread = enter();
    try {
      Space target = readableSpace(task);
      return target == null
          ? unresolved()
          : kernel.inspection.kernelObject(target, name, object_type, object_addr, Long.BYTES);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_guard(int task, int name, long guard, int strict) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.guard(target, name, guard, strict != 0 ? MPG_STRICT : 0);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_unguard(int task, int name, long guard) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null ? unresolved() : kernel.receiveRightCalls.unguard(target, name, guard);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_space_basic_info(int task, Pointer basic_info) {
    MachThread thread = enter();
    try {
      Space target = inspectableSpace(task);
      return target == null ? unresolved() : kernel.inspection.basicInfo(target, basic_info);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_guard_with_flags(int task, int name, long guard, long flags) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.guard(target, name, guard, flags);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_swap_guard(int task, int name, long old_guard, long new_guard) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.swapGuard(target, name, old_guard, new_guard);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_port_get_srights(int task, int name, Pointer srights) {
    MachThread thread = enter();
    try {
      Space target = space(task);
      return target == null
          ? unresolved()
          : kernel.receiveRightCalls.sendRights(target, name, srights);
    } finally {
      leave(thread);
    }
  }
}
