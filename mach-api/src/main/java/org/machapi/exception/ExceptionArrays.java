package org.machapi.exception;

import jnr.ffi.Pointer;
import org.machapi.raw.NativeBuffer;

/**
 * The parallel arrays in which the kernel answers a query for exception ports. Their number says on
 * the way in how much room there is, and on the way out how many entries there are.
 */
final class ExceptionArrays {
  /**
   * {@code EXC_TYPES_COUNT} is 14; the kernel never writes more entries than it is told that there
   * is room for.
   */
  private static final int CAPACITY = 32;

  private static final int ARRAY = CAPACITY * Integer.BYTES;
  private static final int COUNT = 4 * ARRAY;

  private final NativeBuffer memory = NativeBuffer.allocate(COUNT + Integer.BYTES);

  ExceptionArrays() {
    memory.putInt(COUNT, CAPACITY);
  }

  Pointer masks() {
    return memory.pointer(0);
  }

  Pointer ports() {
    return memory.pointer(ARRAY);
  }

  Pointer behaviours() {
    return memory.pointer(2 * ARRAY);
  }

  Pointer flavours() {
    return memory.pointer(3 * ARRAY);
  }

  Pointer counter() {
    return memory.pointer(COUNT);
  }

  int count() {
    return Math.min(memory.getInt(COUNT), CAPACITY);
  }

  int mask(int index) {
    return memory.getInt(index * Integer.BYTES);
  }

  int port(int index) {
    return memory.getInt(ARRAY + index * Integer.BYTES);
  }

  int behaviour(int index) {
    return memory.getInt(2 * ARRAY + index * Integer.BYTES);
  }

  int flavour(int index) {
    return memory.getInt(3 * ARRAY + index * Integer.BYTES);
  }
}
