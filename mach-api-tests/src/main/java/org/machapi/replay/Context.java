package org.machapi.replay;

/**
 * A guard or context that a call gave; a recorded file gives those that the kernel made by symbol.
 */
record Context(long value) {
  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }
}
