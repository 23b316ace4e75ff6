package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadStatusConstants;

/**
 * A little native memory for the out-parameters of one call, kept for each thread so that calls
 * allocate nothing.
 *
 * <p>Its content is good until the same thread makes the next call through this library.
 */
final class Scratch {
  /** Enough for the largest state of a thread and its count, the largest use. */
  private static final int SIZE = (ThreadStatusConstants.THREAD_STATE_MAX + 1) * Integer.BYTES;

  private static final ThreadLocal<@Nullable NativeBuffer> BUFFER = new ThreadLocal<>();

  private Scratch() {}

  static NativeBuffer get() {
    NativeBuffer buffer = BUFFER.get();
    if (buffer == null) {
      buffer = NativeBuffer.allocate(SIZE);
      BUFFER.set(buffer);
    }
    return buffer;
  }
}
