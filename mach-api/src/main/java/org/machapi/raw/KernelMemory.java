package org.machapi.raw;

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
}
