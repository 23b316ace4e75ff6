package org.machapi.sim;

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
}
