package org.machapi.message;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.NativeBuffer;

/**
 * Memory that came with a message, owned by the program: closing unmaps it.
 *
 * <p>Its content is copied out. There is no view of the memory itself, since a view that outlives
 * {@link #close()} would read what is mapped there later, or crash the JVM. And it is the kernel
 * that copies: what is behind the memory can be a file of the sender, who may have cut it since; a
 * program that touches such a page is killed, while the kernel says that it is gone. For use by one
 * thread.
 */
@InheritableMustCall("close")
public final class OutOfLineMemory implements AutoCloseable {
  private static final int COPIED_AT_ONCE = 64 * 1024;

  private final Mach mach;
  private final long address;
  private final long size;
  private boolean closed;

  OutOfLineMemory(Mach mach, long address, long size) {
    this.mach = mach;
    this.address = address;
    this.size = size;
  }

  /**
   * Returns how much there is.
   *
   * @return bytes; less than 4 GiB
   */
  public long size() {
    return size;
  }

  /**
   * Copies a part of the memory.
   *
   * <p>Ownership: stays as it is, also on failure; the position of the target tells how much has
   * been copied then.
   *
   * @param offset where to begin, bytes from the start
   * @param target receives as many bytes as it has remaining
   * @throws MachException as {@code mach_vm_read_overwrite} fails: {@code KERN_INVALID_ADDRESS} or
   *     {@code KERN_MEMORY_ERROR} if a page cannot be brought in; as {@code mach_vm_allocate}
   *     fails: {@code KERN_NO_SPACE} if there is no room for the copy on its way
   * @throws IndexOutOfBoundsException if the memory ends before that
   * @throws IllegalStateException if it is closed
   */
  public void copyTo(long offset, ByteBuffer target) throws MachException {
    requireOpen();
    Objects.checkFromIndexSize(offset, (long) target.remaining(), size);
    if (!target.hasRemaining()) {
      return;
    }
    int end = target.limit();
    int room = Math.min(target.remaining(), COPIED_AT_ONCE);
    StagedMemory staged = new StagedMemory();
    try {
      long copy = staged.allocate(mach, room);
      long from = address + offset;
      while (target.position() < end) {
        int length = Math.min(room, end - target.position());
        read(from, length, copy);
        target.limit(target.position() + length);
        KernelMemory.copy(copy, target);
        from += length;
      }
    } finally {
      target.limit(end);
      staged.free(mach);
    }
  }

  private void read(long from, int length, long to) throws MachException {
    NativeBuffer copied = NativeBuffer.allocate(Long.BYTES);
    int code =
        mach.library().mach_vm_read_overwrite(mach.taskSelf(), from, length, to, copied.pointer());
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException(
          "mach_vm_read_overwrite", code, "Out-of-line memory that a message brought.");
    }
  }

  /**
   * Copies all of the memory.
   *
   * <p>Ownership: stays as it is, also on failure.
   *
   * @return the bytes
   * @throws MachException as {@link #copyTo} does
   * @throws IllegalStateException if it is closed, or has more bytes than an array can
   */
  public byte[] toByteArray() throws MachException {
    requireOpen();
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(size + " bytes are more than an array holds; use copyTo");
    }
    byte[] bytes = new byte[(int) size];
    copyTo(0, ByteBuffer.wrap(bytes));
    return bytes;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the memory is closed");
    }
  }

  /** Unmaps the memory. A second close does nothing. Never throws. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      CarriedRights.releaseMemory(mach, address, size);
    }
  }
}
