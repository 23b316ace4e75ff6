package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_MEMORY_ERROR;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachPortOptionsLayout;
import org.machapi.raw.NativeBuffer;

/**
 * What traps do besides the work of the routines that they are behind. They are no messages, so it
 * is the kernel itself that reads and writes the memory of the task: what it can not read is an
 * error before the work is done, what it can not write one afterwards.
 */
final class TrapCalls {
  /** The {@code errno} for a bad address, which older traps return as it is. */
  private static final int EFAULT = 14;

  /** Words that the kernel itself has room for; no flavour of attributes gives more. */
  private static final int MAXIMUM_COUNT = 17;

  private final Kernel kernel;

  /** Where the work is done before the task is told what came of it. */
  private final NativeBuffer room = NativeBuffer.allocate(4 * MAXIMUM_COUNT);

  TrapCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Tells whether a name is a send right to the control port of the caller's own task. */
  boolean isOwn(Task caller, int name) {
    return ownPort(caller, name) == ObjectType.TASK_CONTROL;
  }

  /** As {@link #isOwn}, for the trap that the read port will do for. */
  boolean isOwnToRead(Task caller, int name) {
    int type = ownPort(caller, name);
    return type == ObjectType.TASK_CONTROL || type == ObjectType.TASK_READ;
  }

  /**
   * Returns which port of the caller's own task a name is a send right to, or none. Unlike a
   * message to the port, a look at it turns no name into a dead one.
   */
  private static int ownPort(Task caller, int name) {
    int index = caller.space.active ? caller.space.find(name) : 0;
    if (index == 0 || !caller.space.has(index, MACH_PORT_TYPE_SEND)) {
      return ObjectType.NONE;
    }
    Port port = caller.space.port(index);
    return port.active && port.object == caller ? port.objectType : ObjectType.NONE;
  }

  private int unwritable() {
    return kernel.rules.has(Rule.TRAPS_TELL_ERRNO) ? EFAULT : KERN_MEMORY_ERROR;
  }

  /** Tells a number to the task; it is an error afterwards if there is no room for it. */
  int tell(@Nullable Pointer out, int value) {
    if (!Buffers.holdsInt(out)) {
      return unwritable();
    }
    out.putInt(0, value);
    return KERN_SUCCESS;
  }

  int allocate(Space own, int right, Pointer name) {
    int result = kernel.nameCalls.allocate(own, right);
    return result == KERN_SUCCESS ? tell(name, kernel.nameCalls.made) : result;
  }

  int construct(@Nullable Space own, Pointer options, long context, Pointer name) {
    boolean readable = Buffers.holds(options, MachPortOptionsLayout.SIZE);
    if (!readable && kernel.rules.has(Rule.TRAPS_TELL_ERRNO)) {
      return MACH_SEND_INVALID_DATA;
    }
    if (own == null) {
      return MACH_SEND_INVALID_DEST;
    }
    if (!readable) {
      return KERN_MEMORY_ERROR;
    }
    int result = kernel.attributes.construct(own, options, context);
    return result == KERN_SUCCESS ? tell(name, kernel.nameCalls.made) : result;
  }

  int type(Space own, int name, Pointer out) {
    int result = kernel.nameCalls.type(own, name, room.pointer());
    return result == KERN_SUCCESS ? tell(out, room.getInt(0)) : result;
  }

  int requestNotification(
      Space own, int name, int id, int sync, int notify, int disposition, Pointer previous) {
    boolean once = Dispositions.received(disposition) == Dispositions.SEND_ONCE;
    if (!once || !Names.valid(notify)) {
      return MACH_SEND_INVALID_DEST;
    }
    int result =
        kernel.rightCalls.requestNotification(
            own, name, id, sync, own.task, notify, disposition, room.pointer());
    return result == KERN_SUCCESS ? tell(previous, room.getInt(0)) : result;
  }

  int attributes(Space own, int name, int flavor, Pointer out, Pointer count) {
    if (!Buffers.holdsInt(count)) {
      return kernel.rules.has(Rule.TRAPS_TELL_ERRNO) ? MACH_SEND_INVALID_DATA : KERN_MEMORY_ERROR;
    }
    int result = kernel.attributes.get(own, name, flavor, room.pointer(), count);
    if (result != KERN_SUCCESS) {
      return result;
    }
    int words = Math.min(Math.max(count.getInt(0), 0), MAXIMUM_COUNT);
    if (words > 0 && !Buffers.holds(out, 4L * words)) {
      return unwritable();
    }
    for (int i = 0; i < words; i++) {
      out.putInt(4L * i, room.getInt(4 * i));
    }
    return KERN_SUCCESS;
  }

  int allocateMemory(Task own, Pointer address, long size, int flags) {
    if (!Buffers.holdsLong(address)) {
      return kernel.rules.has(Rule.TRAPS_TELL_ERRNO) ? MACH_SEND_INVALID_DEST : KERN_MEMORY_ERROR;
    }
    return kernel.taskCalls.allocate(own, address, size, flags);
  }
}
