package org.machapi.sim;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The memory that a task got from the simulated kernel: real memory, outside the heap, at the
 * addresses that the task is told. The kernel looks at no other address.
 */
final class MemoryMap {
  /** Bytes of a page, as on Apple silicon. */
  static final int PAGE_SIZE = 16_384;

  /** A mapped range: where it starts in its memory, and how many bytes of it there are. */
  private record Region(ByteBuffer memory, int offset, int length) {
    ByteBuffer slice(int at, int size) {
      return memory.slice(offset + at, size);
    }
  }

  private final long limit;
  private final NavigableMap<Long, Region> regions = new TreeMap<>();
  private long mapped;
  private long mostMapped;

  /** The address of the last memory allocated. */
  long lastAddress;

  MemoryMap(long limit) {
    this.limit = limit;
  }

  private static long roundUp(long size) {
    return (size + PAGE_SIZE - 1) & -PAGE_SIZE;
  }

  /**
   * Maps zeroed memory and sets {@link #lastAddress}.
   *
   * @return the memory, of so many bytes as asked for; null if the task may not have so much
   */
  @Nullable ByteBuffer allocateFor(long size) {
    long rounded = roundUp(size);
    if (size <= 0 || rounded > Integer.MAX_VALUE - PAGE_SIZE || mapped + rounded > limit) {
      return null;
    }
    ByteBuffer memory = newMemory((int) rounded + PAGE_SIZE);
    if (memory == null) {
      return null;
    }
    long address = Pointer.wrap(Runtime.getSystemRuntime(), memory).address();
    int offset = (int) (roundUp(address) - address);
    lastAddress = address + offset;
    regions.put(lastAddress, new Region(memory, offset, (int) rounded));
    mapped += rounded;
    mostMapped = Math.max(mostMapped, mapped);
    return memory.slice(offset, (int) size);
  }

  private static @Nullable ByteBuffer newMemory(int size) {
    ByteBuffer kept = size == 2 * PAGE_SIZE ? PagePool.take() : null;
    if (kept != null) {
      return kept;
    }
    try {
      return ByteBuffer.allocateDirect(size);
    } catch (OutOfMemoryError e) {
      // Memory outside the heap has a limit of its own, so this is the task's trouble and not that
      // of the JVM.
      return null;
    }
  }

  /** Returns a copy of the bytes of a range, or null if not all of it is mapped. */
  byte @Nullable [] read(long address, long length) {
    if (!isMapped(address, length) || length > Integer.MAX_VALUE - 8) {
      return null;
    }
    byte[] bytes = new byte[(int) length];
    int done = 0;
    while (done < bytes.length) {
      Map.Entry<Long, Region> entry = regions.floorEntry(address + done);
      if (entry == null) {
        return null;
      }
      int at = (int) (address + done - entry.getKey());
      int size = Math.min(entry.getValue().length() - at, bytes.length - done);
      entry.getValue().slice(at, size).get(bytes, done, size);
      done += size;
    }
    return bytes;
  }

  /** Copies bytes into a range; false, with nothing written, if not all of it is mapped. */
  boolean write(long address, byte[] bytes) {
    if (!isMapped(address, bytes.length)) {
      return false;
    }
    int done = 0;
    while (done < bytes.length) {
      Map.Entry<Long, Region> entry = regions.floorEntry(address + done);
      if (entry == null) {
        return false;
      }
      int at = (int) (address + done - entry.getKey());
      int size = Math.min(entry.getValue().length() - at, bytes.length - done);
      entry.getValue().slice(at, size).put(bytes, done, size);
      done += size;
    }
    return true;
  }

  boolean isMapped(long address, long length) {
    if (length < 0 || Long.compareUnsigned(address + length, address) < 0) {
      return false;
    }
    long at = address;
    while (at < address + length) {
      Map.Entry<Long, Region> entry = regions.floorEntry(at);
      if (entry == null || at >= entry.getKey() + entry.getValue().length()) {
        return false;
      }
      at = entry.getKey() + entry.getValue().length();
    }
    return true;
  }

  /** Unmaps all pages that a range touches; what was not mapped stays so. */
  void deallocate(long address, long length) {
    if (length <= 0) {
      return;
    }
    long start = address & -PAGE_SIZE;
    long end = roundUp(address + length);
    Map.Entry<Long, Region> entry = regions.lowerEntry(end);
    while (entry != null && entry.getKey() + entry.getValue().length() > start) {
      unmap(entry.getKey(), entry.getValue(), start, end);
      entry = regions.lowerEntry(entry.getKey());
    }
  }

  private void unmap(long base, Region region, long start, long end) {
    regions.remove(base);
    long regionEnd = base + region.length();
    mapped -= Math.min(end, regionEnd) - Math.max(start, base);
    if (base >= start && regionEnd <= end) {
      PagePool.give(region.memory());
    }
    if (base < start) {
      regions.put(base, new Region(region.memory(), region.offset(), (int) (start - base)));
    }
    if (regionEnd > end) {
      int skipped = (int) (end - base);
      regions.put(
          end, new Region(region.memory(), region.offset() + skipped, region.length() - skipped));
    }
  }

  void deallocateAll() {
    regions.values().forEach(region -> PagePool.give(region.memory()));
    regions.clear();
    mapped = 0;
  }

  /** Returns the number of bytes that are mapped. */
  long mappedBytes() {
    return mapped;
  }

  /** Returns the largest number of bytes that were mapped at once. */
  long mostMappedBytes() {
    return mostMapped;
  }
}
