package org.machapi.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;

/**
 * Memory for the time of one call: where arrays of names and bytes lie while the kernel copies
 * them. It is memory of the task ({@code mach_vm_allocate}) and not of Java, which a simulated
 * kernel does not know.
 */
final class StagedMemory {
  private static final Logger LOG = System.getLogger(StagedMemory.class.getName());
  private static final int VM_FLAGS_ANYWHERE = 1;

  private @MonotonicNonNull NativeBuffer out;
  private long address;
  private long size;

  /**
   * Allocates.
   *
   * @return the address
   * @throws MachException as {@code mach_vm_allocate} fails: {@code KERN_NO_SPACE} if the task has
   *     no room
   */
  long allocate(Mach mach, long bytes) throws MachException {
    if (out == null) {
      out = NativeBuffer.allocate(Long.BYTES);
    }
    out.putLong(0, 0);
    int code =
        mach.library().mach_vm_allocate(mach.taskSelf(), out.pointer(), bytes, VM_FLAGS_ANYWHERE);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException(
          "mach_vm_allocate", code, bytes + " bytes for what a message carries.");
    }
    address = out.getLong(0);
    size = bytes;
    return address;
  }

  /** Gives the memory back, if there is any. */
  void free(Mach mach) {
    if (size == 0) {
      return;
    }
    int code = mach.library().mach_vm_deallocate(mach.taskSelf(), address, size);
    size = 0;
    if (code != KernReturnConstants.KERN_SUCCESS) {
      LOG.log(Level.WARNING, "mach_vm_deallocate refused staged memory: {0}", new KernReturn(code));
    }
  }
}
