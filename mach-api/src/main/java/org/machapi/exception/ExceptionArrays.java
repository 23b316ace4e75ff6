package org.machapi.exception;

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
  static final int CAPACITY = 32;

  final NativeBuffer masks = array();
  final NativeBuffer ports = array();
  final NativeBuffer behaviours = array();
  final NativeBuffer flavours = array();
  final NativeBuffer count = NativeBuffer.allocate(Integer.BYTES);

  ExceptionArrays() {
    count.putInt(0, CAPACITY);
  }

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
