package org.machapi.sim;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Keeps the memory of single pages for the next time. Memory outside the heap is freed only when
 * the garbage collector comes by, and calls that return an array take and give back a page each:
 * without this, a long run would grow by gigabytes in between.
 */
final class PagePool {
  private static final int MOST = 256;
  private static final byte[] ZEROS = new byte[2 * MemoryMap.PAGE_SIZE];

  private static final Deque<ByteBuffer> FREE = new ArrayDeque<>();

  private PagePool() {}

  /**
   * Returns zeroed memory with room for one page at an aligned address, or null if none is kept.
   */
  static @Nullable ByteBuffer take() {
    ByteBuffer memory;
    synchronized (FREE) {
      memory = FREE.pollFirst();
    }
    if (memory != null) {
      memory.put(0, ZEROS);
    }
    return memory;
  }

  /** Keeps memory that no region is in any more, unless there is enough of it. */
  static void give(ByteBuffer memory) {
    if (memory.capacity() != ZEROS.length) {
      return;
    }
    synchronized (FREE) {
      if (FREE.size() < MOST) {
        FREE.addFirst(memory);
      }
    }
  }
}
