package org.machapi.replay;

import org.machapi.raw.NativeBuffer;

/**
 * Out-of-line memory of the tasks of a sequence: made, read and given back through their task
 * ports.
 */
final class TaskMemory {
  private static final int STEP = 31;
  private static final int START = 7;

  private TaskMemory() {}

  /** Copies an array that a call put into the caller's memory, and gives the memory back. */
  static int[] takeArray(Call call, long address, int count) {
    int[] values = new int[count];
    if (count > 0) {
      Observer.memory(address, 4L * count).get(0, values, 0, count);
    }
    release(call, address, 4L * count);
    return values;
  }

  static void release(Call call, long address, long size) {
    if (address != 0 && size > 0) {
      call.machine().observer().deallocate(call.task().seenAs(), address, size);
    }
  }

  /** Memory with a pattern by which it can be known again. */
  static long allocatePattern(Call call, int size) {
    long address = allocate(call, size);
    if (size > 0) {
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; i++) {
        bytes[i] = patternAt(i);
      }
      Observer.memory(address, size).put(0, bytes, 0, size);
    }
    return address;
  }

  static boolean holdsPattern(long address, int size) {
    byte[] bytes = new byte[size];
    Observer.memory(address, size).get(0, bytes, 0, size);
    for (int i = 0; i < size; i++) {
      if (bytes[i] != patternAt(i)) {
        return false;
      }
    }
    return true;
  }

  static long allocateArray(Call call, int[] values) {
    long address = allocate(call, 4L * values.length);
    if (values.length > 0) {
      Observer.memory(address, 4L * values.length).put(0, values, 0, values.length);
    }
    return address;
  }

  private static long allocate(Call call, long size) {
    return call.machine().observer().allocate(call.task().seenAs(), Math.max(size, 1));
  }

  private static byte patternAt(int index) {
    return (byte) (index * STEP + START);
  }

  static void fill(NativeBuffer buffer, int from, int to, byte value) {
    for (int i = from; i < to; i++) {
      buffer.bytes().put(i, value);
    }
  }
}
