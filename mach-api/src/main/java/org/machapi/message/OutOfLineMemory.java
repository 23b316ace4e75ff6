package org.machapi.message;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.machapi.Mach;
import org.machapi.raw.KernelMemory;

/**
 * Memory that came with a message, owned by the program: closing unmaps it.
 *
 * <p>Its content is copied out. There is no view of the memory itself, since a view that outlives
 * {@link #close()} would read what is mapped there later, or crash the JVM. For use by one thread.
 */
@InheritableMustCall("close")
public final class OutOfLineMemory implements AutoCloseable {
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
   * @param offset where to begin, bytes from the start
   * @param target receives as many bytes as it has remaining
   * @throws IndexOutOfBoundsException if the memory ends before that
   * @throws IllegalStateException if it is closed
   */
  public void copyTo(long offset, ByteBuffer target) {
    requireOpen();
    Objects.checkFromIndexSize(offset, (long) target.remaining(), size);
    if (target.hasRemaining()) {
      KernelMemory.copy(address + offset, target);
    }
  }

  /**
   * Copies all of the memory.
   *
   * @return the bytes
   * @throws IllegalStateException if it is closed, or has more bytes than an array can
   */
  public byte[] toByteArray() {
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
