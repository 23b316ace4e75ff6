package org.machapi.sim;

import java.util.Arrays;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.EnsuresNonNullIf;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks at the memory that a program hands to a call, before anything is read from it or written to
 * it.
 */
final class Buffers {
  private Buffers() {}

  /** Tells whether there is memory, and so many bytes of it as far as it says. */
  @EnsuresNonNullIf(expression = "#1", result = true)
  static boolean holds(@Nullable Pointer memory, long bytes) {
    return memory != null && memory.size() >= bytes;
  }

  /** Tells whether there is room for one 32-bit number. */
  @EnsuresNonNullIf(expression = "#1", result = true)
  static boolean holdsInt(@Nullable Pointer memory) {
    return holds(memory, Integer.BYTES);
  }

  /** Tells whether there is room for one 64-bit number. */
  @EnsuresNonNullIf(expression = "#1", result = true)
  static boolean holdsLong(@Nullable Pointer memory) {
    return holds(memory, Long.BYTES);
  }

  /**
   * Reads a text up to its closing zero, or as far as the limit; null if there is no memory, or not
   * enough for either.
   */
  static byte @Nullable [] text(@Nullable Pointer memory, int limit) {
    if (memory == null) {
      return null;
    }
    byte[] bytes = new byte[(int) Math.min(memory.size(), limit)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = memory.getByte(i);
      if (bytes[i] == 0) {
        return Arrays.copyOf(bytes, i);
      }
    }
    return bytes.length == limit ? bytes : null;
  }
}
