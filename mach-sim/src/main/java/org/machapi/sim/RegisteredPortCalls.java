package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.MessageConstants.MACH_SEND_TOO_LARGE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls that bring or get an array of send rights: the ports kept for a task's children. */
final class RegisteredPortCalls {
  /** More names than this do not go into one message (XNU osfmk/ipc/ipc_kmsg.c). */
  private static final int MAXIMUM_IN_MESSAGE = 16_382;

  private final Kernel kernel;

  RegisteredPortCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Keeps copies of up to three send rights; those kept so far are dropped. */
  int register(Task caller, int targetName, Pointer names, int count) {
    if (Integer.compareUnsigned(count, TaskPorts.MAXIMUM_REGISTERED) > 0) {
      return KERN_INVALID_ARGUMENT;
    }
    if (count != 0 && !Buffers.holds(names, 4L * count)) {
      return KERN_INVALID_ADDRESS;
    }
    @Nullable Port[] rights = new Port[TaskPorts.MAXIMUM_REGISTERED];
    int result = takeCopies(caller, names, count, rights);
    if (result == KERN_SUCCESS) {
      Task target = control(caller, targetName);
      if (target == null) {
        result = kernel.resolver.error;
      } else if (areMovable(rights)) {
        target.ports.register(rights);
        return KERN_SUCCESS;
      } else {
        result = KERN_INVALID_RIGHT;
      }
    }
    release(rights);
    return result;
  }

  private @Nullable Task control(Task caller, int name) {
    return kernel.resolver.task(caller.space, name, Resolver.Access.CONTROL, KERN_INVALID_ARGUMENT);
  }

  private int takeCopies(Task caller, Pointer names, int count, @Nullable Port[] rights) {
    for (int i = 0; i < count; i++) {
      int result = kernel.rightCalls.takeCopy(caller, names.getInt(4L * i));
      if (result != KERN_SUCCESS) {
        return result;
      }
      rights[i] = kernel.copyin.port;
    }
    return KERN_SUCCESS;
  }

  private static boolean areMovable(@Nullable Port[] rights) {
    for (Port right : rights) {
      if (Port.valid(right) && (right.immovableReceive || right.immovableSend)) {
        return false;
      }
    }
    return true;
  }

  private void release(@Nullable Port[] rights) {
    for (Port right : rights) {
      kernel.ports.releaseSend(right);
    }
  }

  /** Lists copies of the three rights in memory of the caller's. */
  int lookup(Task target, Task caller, Pointer list, Pointer count) {
    if (!Buffers.holdsLong(list) || !Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    ByteBuffer out = caller.memory.allocateFor(4L * TaskPorts.MAXIMUM_REGISTERED);
    if (out == null) {
      return KERN_NO_SPACE;
    }
    long address = caller.memory.lastAddress;
    out.order(ByteOrder.nativeOrder());
    for (int i = 0; i < TaskPorts.MAXIMUM_REGISTERED; i++) {
      Port right = target.ports.copyRegistered(i);
      out.putInt(kernel.copyout.name(caller.space, right, Dispositions.SEND));
    }
    list.putLong(0, address);
    count.putInt(0, TaskPorts.MAXIMUM_REGISTERED);
    return KERN_SUCCESS;
  }

  /** Refuses to make a task, as every kernel that has this call, after a look at its arguments. */
  int createTask(Task caller, int targetName, Pointer ledgers, int count) {
    if (Integer.compareUnsigned(count, MAXIMUM_IN_MESSAGE) > 0) {
      return MACH_SEND_TOO_LARGE;
    }
    if (count != 0 && !Buffers.holds(ledgers, 4L * count)) {
      return MACH_SEND_INVALID_MEMORY;
    }
    @Nullable Port[] rights = new Port[count];
    int result = takeCopies(caller, ledgers, count, rights);
    if (result == KERN_SUCCESS) {
      result = control(caller, targetName) == null ? kernel.resolver.error : KERN_FAILURE;
    }
    release(rights);
    return result;
  }
}
