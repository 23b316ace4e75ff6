package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls on a task, other than on its names and exception ports. */
final class TaskCalls {
  /** The flag of {@code mach_vm_allocate} that lets the kernel choose the address. */
  private static final int VM_FLAGS_ANYWHERE = 1;

  private final Kernel kernel;

  TaskCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int replyPort(Task task) {
    int result = kernel.nameCalls.allocate(task.space, MACH_PORT_RIGHT_RECEIVE);
    return result == KERN_SUCCESS ? kernel.nameCalls.made : MACH_PORT_NULL;
  }

  /** A trap, and so no message that could have a wrong destination: what is no task, fails. */
  int processNumber(@Nullable Task target, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    out.putInt(0, target == null ? -1 : target.processNumber);
    return target == null ? KERN_FAILURE : KERN_SUCCESS;
  }

  int getSpecialPort(Task target, int through, int which, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    boolean nameOrInspect = which == TASK_INSPECT_PORT || which == TASK_NAME_PORT;
    boolean allowed =
        switch (through) {
          case ObjectType.TASK_READ -> nameOrInspect || which == TASK_READ_PORT;
          case ObjectType.TASK_INSPECT -> nameOrInspect;
          default -> true;
        };
    if (!allowed) {
      return KERN_INVALID_CAPABILITY;
    }
    int result = target.ports.get(which);
    if (result == KERN_SUCCESS) {
      Port right = target.ports.right;
      out.putInt(
          0,
          which == TASK_KERNEL_PORT
              ? kernel.copyout.nameOfItself(caller.space, right)
              : kernel.copyout.name(caller.space, right, Dispositions.SEND));
    }
    return result;
  }

  int setSpecialPort(Task target, int which, Task caller, int port) {
    int result = kernel.rightCalls.takeCopy(caller, port);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port right = kernel.copyin.port;
    boolean immovable = Port.valid(right) && (right.immovableReceive || right.immovableSend);
    result = immovable ? KERN_INVALID_RIGHT : target.ports.set(which, right);
    if (result != KERN_SUCCESS) {
      kernel.ports.releaseSend(right);
    }
    return result;
  }

  /** Lists rights to all threads in memory of the caller's; through a weaker port, weaker ones. */
  int threads(Task target, int through, Task caller, Pointer list, Pointer count) {
    if (!Buffers.holdsLong(list) || !Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    List<MachThread> threads = target.threads;
    long address = 0;
    if (!threads.isEmpty()) {
      ByteBuffer out = caller.memory.allocateFor(4L * threads.size());
      if (out == null) {
        return KERN_RESOURCE_SHORTAGE;
      }
      address = caller.memory.lastAddress;
      out.order(ByteOrder.nativeOrder());
      for (MachThread thread : threads) {
        Port port =
            switch (through) {
              case ObjectType.TASK_READ -> thread.makeFlavored(ObjectType.THREAD_READ);
              case ObjectType.TASK_INSPECT -> thread.makeFlavored(ObjectType.THREAD_INSPECT);
              default -> thread.makeMovable();
            };
        out.putInt(kernel.copyout.name(caller.space, port, Dispositions.SEND));
      }
    }
    list.putLong(0, address);
    count.putInt(0, threads.size());
    return KERN_SUCCESS;
  }

  /** Maps memory where the kernel likes; a wish for an address can not be met. */
  int allocate(Task target, Pointer address, long size, int flags) {
    if (!Buffers.holdsLong(address)) {
      return KERN_INVALID_ADDRESS;
    }
    if (size == 0) {
      address.putLong(0, 0);
      return KERN_SUCCESS;
    }
    if ((flags & VM_FLAGS_ANYWHERE) == 0 || target.memory.allocateFor(size) == null) {
      return KERN_NO_SPACE;
    }
    address.putLong(0, target.memory.lastAddress);
    return KERN_SUCCESS;
  }

  int deallocate(Task target, long address, long size) {
    if (size < 0 || Long.compareUnsigned(address + size, address) < 0) {
      return KERN_INVALID_ARGUMENT;
    }
    target.memory.deallocate(address, size);
    return KERN_SUCCESS;
  }
}
