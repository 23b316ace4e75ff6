package org.machapi.raw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Native memory in native byte order, seen as a {@link ByteBuffer} by Java and as a {@link Pointer}
 * by the kernel.
 *
 * <p>Read and write through this class rather than through the pointer: from JDK 23 on each access
 * through a jnr pointer to plain native memory is a JNI call, while access through the buffer costs
 * the same on every JDK.
 *
 * <p>The memory lives as long as this object. Where the kernel only reads it, keep the object in
 * use until the call is over (see {@link java.lang.ref.Reference#reachabilityFence}). Not safe for
 * use by several threads at once.
 */
public final class NativeBuffer {
  private final ByteBuffer bytes;
  private final Pointer pointer;

  private NativeBuffer(ByteBuffer bytes) {
    this.bytes = bytes;
    // wrap() keeps the byte order of the buffer, and that of a fresh buffer is big-endian. And it
    // counts from the position, which is the caller's to move: hence a buffer of its own.
    ByteBuffer own = bytes.duplicate().order(ByteOrder.nativeOrder());
    this.pointer = Pointer.wrap(Runtime.getSystemRuntime(), own);
  }

  /**
   * Allocates zeroed memory.
   *
   * @param size bytes
   * @return the memory
   */
  public static NativeBuffer allocate(int size) {
    return new NativeBuffer(ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder()));
  }

  /**
   * Returns the memory as the kernel takes it.
   *
   * @return a pointer to the first byte, bounded by the size
   */
  public Pointer pointer() {
    return pointer;
  }

  /**
   * Returns the memory as a buffer. Its content is shared; position and limit are the caller's to
   * use, and a lower limit binds the methods of this class too.
   *
   * @return a buffer in native byte order over the whole memory
   */
  public ByteBuffer bytes() {
    return bytes;
  }

  /**
   * Returns a pointer into the memory.
   *
   * @param offset bytes from the start
   * @return a pointer to that byte
   */
  public Pointer pointer(int offset) {
    if (offset < 0 || offset > size()) {
      throw new IndexOutOfBoundsException("offset " + offset + " of " + size() + " bytes");
    }
    return pointer.slice(offset, size() - offset);
  }

  /**
   * Returns the size.
   *
   * @return bytes
   */
  public int size() {
    return bytes.capacity();
  }

  /**
   * Reads 32 bits.
   *
   * @param offset bytes from the start
   * @return the value there
   */
  public int getInt(int offset) {
    return bytes.getInt(offset);
  }

  /**
   * Writes 32 bits.
   *
   * @param offset bytes from the start
   * @param value the value to put there
   */
  public void putInt(int offset, int value) {
    bytes.putInt(offset, value);
  }

  /**
   * Reads 64 bits.
   *
   * @param offset bytes from the start
   * @return the value there
   */
  public long getLong(int offset) {
    return bytes.getLong(offset);
  }

  /**
   * Writes 64 bits.
   *
   * @param offset bytes from the start
   * @param value the value to put there
   */
  public void putLong(int offset, long value) {
    bytes.putLong(offset, value);
  }
}
