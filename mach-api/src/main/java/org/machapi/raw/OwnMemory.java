package org.machapi.raw;

import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory of the own task at an address, such as {@code mach_vm_allocate} gives. Nothing is checked:
 * an address that is not mapped ends the process.
 */
public final class OwnMemory {
  private static final int CHUNK = 8192;

  private OwnMemory() {}

  /**
   * Copies bytes there.
   *
   * @param address where to
   * @param bytes what, from position to limit; left as it was
   */
  public static void put(long address, ByteBuffer bytes) {
    int length = bytes.remaining();
    Pointer memory = at(address, length);
    if (bytes.hasArray()) {
      memory.put(0, bytes.array(), bytes.arrayOffset() + bytes.position(), length);
      return;
    }
    byte[] chunk = new byte[Math.min(length, CHUNK)];
    for (int done = 0; done < length; done += chunk.length) {
      int size = Math.min(chunk.length, length - done);
      bytes.get(bytes.position() + done, chunk, 0, size);
      memory.put(done, chunk, 0, size);
    }
  }

  /**
   * Copies 32-bit numbers there.
   *
   * @param address where to
   * @param values an array with the numbers
   * @param from the index of the first
   * @param count how many
   */
  public static void putInts(long address, int[] values, int from, int count) {
    at(address, (long) count * Integer.BYTES).put(0, values, from, count);
  }

  /**
   * Reads 32-bit numbers.
   *
   * @param address where they are
   * @param count how many
   * @return the numbers
   */
  public static int[] getInts(long address, int count) {
    int[] values = new int[count];
    at(address, (long) count * Integer.BYTES).get(0, values, 0, count);
    return values;
  }

  private static Pointer at(long address, long size) {
    return Pointer.wrap(Runtime.getSystemRuntime(), address, size);
  }
}
