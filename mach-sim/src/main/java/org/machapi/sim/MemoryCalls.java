package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;

import jnr.ffi.Pointer;

/**
 * The calls that copy between the memories of tasks. They know no other memory than what the tasks
 * have from this kernel, all of which may be read and written.
 */
final class MemoryCalls {
  private byte[] taken = Message.NO_BYTES;

  /** Copies memory of a task over memory of the caller's: all of it, or none. */
  int readOverwrite(Task target, long address, long size, Task caller, long data, Pointer outSize) {
    if (!Buffers.holdsLong(outSize)) {
      return KERN_INVALID_ADDRESS;
    }
    byte[] bytes = target.memory.read(address, size);
    if (bytes == null || !caller.memory.write(data, bytes)) {
      return KERN_INVALID_ADDRESS;
    }
    outSize.putLong(0, size);
    return KERN_SUCCESS;
  }

  /** Takes a copy of the caller's data, as the message does that brings them to the kernel. */
  int read(Task caller, long data, int count) {
    byte[] bytes = caller.memory.read(data, Integer.toUnsignedLong(count));
    if (bytes == null) {
      return MACH_SEND_INVALID_MEMORY;
    }
    taken = bytes;
    return KERN_SUCCESS;
  }

  /** Writes what was taken last into the memory of a task: all of it, or nothing. */
  int write(Task target, long address) {
    byte[] bytes = taken;
    taken = Message.NO_BYTES;
    return target.memory.write(address, bytes) ? KERN_SUCCESS : KERN_INVALID_ADDRESS;
  }
}
