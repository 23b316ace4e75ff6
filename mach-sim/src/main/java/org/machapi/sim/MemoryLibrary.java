package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Memory: the routines of {@code <mach/vm_map.h>}, those of {@code <mach/mach_vm.h>} that copy, and
 * the traps that allocate and deallocate in the caller's own task.
 */
abstract class MemoryLibrary extends MessageLibrary {
  MemoryLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  private @Nullable Task memoryOf(int port, Resolver.Access access) {
    return kernel.resolver.task(task.space, port, access, KERN_INVALID_ARGUMENT);
  }

  /** The system library does no more than this either. */
  @Override
  public int vm_allocate(int target_task, Pointer address, long size, int flags) {
    return mach_vm_allocate(target_task, address, size, flags);
  }

  /** The system library does no more than this either. */
  @Override
  public int vm_deallocate(int target_task, long address, long size) {
    return mach_vm_deallocate(target_task, address, size);
  }

  @Override
  public int mach_vm_read_overwrite(
      int target_task, long address, long size, long data, Pointer outsize) {
    MachThread thread = enter();
    try {
      Task target = memoryOf(target_task, Resolver.Access.READ);
      return target == null
          ? unresolved()
          : kernel.memoryCalls.readOverwrite(target, address, size, task, data, outsize);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_vm_write(int target_task, long address, long data, int dataCnt) {
    MachThread thread = enter();
    try {
      Task target = memoryOf(target_task, Resolver.Access.CONTROL);
      if (target == null && unresolved() == MACH_SEND_INVALID_DEST) {
        return unresolved();
      }
      // What is wrong with the data is found out before what is wrong with the port.
      int result = kernel.memoryCalls.read(task, data, dataCnt);
      if (result != KERN_SUCCESS) {
        return result;
      }
      return target == null ? unresolved() : kernel.memoryCalls.write(target, address);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_vm_allocate_trap(int target, Pointer addr, long size, int flags) {
    MachThread thread = enter();
    try {
      return kernel.trapCalls.isOwn(task, target)
          ? kernel.trapCalls.allocateMemory(task, addr, size, flags)
          : MACH_SEND_INVALID_DEST;
    } finally {
      leave(thread);
    }
  }

  @Override
  public int _kernelrpc_mach_vm_deallocate_trap(int target, long address, long size) {
    MachThread thread = enter();
    try {
      return kernel.trapCalls.isOwn(task, target)
          ? kernel.taskCalls.deallocate(task, address, size)
          : MACH_SEND_INVALID_DEST;
    } finally {
      leave(thread);
    }
  }
}
