package org.machapi.exception;

import org.machapi.raw.NativeBuffer;

/**
 * The parallel arrays in which the kernel answers a query for exception ports, and how many entries
 * there are. How much room there is cannot be told: the number is no part of the question
 * (osfmk/mach/task.defs has no {@code CountInOut}), and each entry comes with a user reference.
 */
final class ExceptionArrays {
  /** What a message can bring ({@code exception_mask_array_t}); {@code EXC_TYPES_COUNT} is 14. */
  static final int CAPACITY = 32;

  final NativeBuffer masks = array();
  final NativeBuffer ports = array();
  final NativeBuffer behaviours = array();
  final NativeBuffer flavours = array();
  final NativeBuffer count = NativeBuffer.allocate(Integer.BYTES);

  private static NativeBuffer array() {
    return NativeBuffer.allocate(CAPACITY * Integer.BYTES);
  }

  int count() {
    return Math.min(count.getInt(0), CAPACITY);
  }

  int mask(int index) {
    return masks.getInt(index * Integer.BYTES);
  }

  int port(int index) {
    return ports.getInt(index * Integer.BYTES);
  }

  int behaviour(int index) {
    return behaviours.getInt(index * Integer.BYTES);
  }

  int flavour(int index) {
    return flavours.getInt(index * Integer.BYTES);
  }
}
