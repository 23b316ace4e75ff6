package org.machapi.raw;

import java.nio.ByteBuffer;
import java.util.Objects;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory that the kernel maps into the caller's task for an answer of variable length. The caller
 * owns it.
 */
public final class KernelMemory {
  /** All memory: an offset in it is an address. Spares a pointer for each look. */
  private static final Pointer ALL = Pointer.wrap(Runtime.getSystemRuntime(), 0L);

  private static final int COPIED_AT_ONCE = 64 * 1024;

  private KernelMemory() {}

  /**
   * Copies 32-bit numbers out of such memory. Makes no object.
   *
   * <p>Ownership: the memory stays the caller's.
   *
   * @param address where the kernel put the array
   * @param values where the numbers go
   * @param count how many; at most as many as the array has, or nobody knows what is read
   * @throws IndexOutOfBoundsException if there is no place for so many
   */
  public static void copyInts(long address, int[] values, int count) {
    Objects.checkFromIndexSize(0, count, values.length);
    if (count > 0) {
      ALL.get(address, values, 0, count);
    }
  }

  /**
   * Copies an array of 32-bit numbers out of such memory and gives the memory back.
   *
   * <p>Ownership: the memory is the caller's before and nobody's afterwards, also where the copy
   * fails.
   *
   * @param library the kernel
   * @param task the task port
   * @param address where the kernel put the array; anything if the count is 0
   * @param count numbers
   * @return the numbers
   */
  public static int[] takeInts(MachLibrary library, int task, long address, int count) {
    if (count == 0) {
      return new int[0];
    }
    long size = Integer.toUnsignedLong(count) * Integer.BYTES;
    try {
      int[] values = new int[count];
      Pointer.wrap(Runtime.getSystemRuntime(), address, size).get(0, values, 0, count);
      return values;
    } finally {
      library.mach_vm_deallocate(task, address, size);
    }
  }

  /**
   * Copies bytes out of such memory, which stays the caller's.
   *
   * @param address where to begin
   * @param target receives as many bytes as it has remaining, all of which must be mapped
   */
  public static void copy(long address, ByteBuffer target) {
    Pointer source = Pointer.wrap(Runtime.getSystemRuntime(), address, target.remaining());
    byte[] some = new byte[Math.min(target.remaining(), COPIED_AT_ONCE)];
    for (long at = 0; target.hasRemaining(); at += some.length) {
      int length = Math.min(some.length, target.remaining());
      source.get(at, some, 0, length);
      target.put(some, 0, length);
    }
  }
}
