package org.machapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.ThreadStateHeaderLayout;

/**
 * The words of a thread state as C has them in memory, and what is behind the header if there is
 * one. Nothing in it is believed: a header that claims too much is cut.
 *
 * @param bytes the whole, in native byte order; neither content nor position ever changes
 * @param inner the flavour of what is behind the header, or of the whole if there is none
 * @param start where that begins, in bytes
 * @param length how long that is, in bytes
 */
record StateMemory(ByteBuffer bytes, ThreadStateFlavour inner, int start, int length) {

  static StateMemory of(ThreadStateFlavour flavour, int[] words) {
    ByteBuffer bytes = allocate(words.length * Integer.BYTES);
    bytes.asIntBuffer().put(words);
    return of(flavour, bytes);
  }

  private static StateMemory of(ThreadStateFlavour flavour, ByteBuffer bytes) {
    int size = bytes.capacity();
    if (!flavour.isUnified() || size < flavour.words() * Integer.BYTES) {
      // A shorter one is the old 32-bit form, which has no header (XNU osfmk/arm64/status.c:
      // handle_get_arm_thread_state), or damaged.
      return new StateMemory(bytes, flavour, 0, size);
    }
    int words = bytes.getInt(ThreadStateHeaderLayout.COUNT);
    int most = (size - ThreadStateHeaderLayout.SIZE) / Integer.BYTES;
    int whole = words < 0 ? most : Math.min(words, most);
    ThreadStateFlavour inner =
        ThreadStateFlavour.of(flavour.architecture(), bytes.getInt(ThreadStateHeaderLayout.FLAVOR));
    return new StateMemory(bytes, inner, ThreadStateHeaderLayout.SIZE, whole * Integer.BYTES);
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  boolean hasHeader() {
    return start != 0;
  }

  int[] words() {
    int[] words = new int[bytes.capacity() / Integer.BYTES];
    bytes.asIntBuffer().get(words);
    return words;
  }

  /** Returns what is behind the header, as it stands alone. */
  StateMemory specific() {
    ByteBuffer alone = allocate(length);
    alone.put(0, bytes, start, length);
    return of(inner, alone);
  }

  /** Returns this behind the header of a unified flavour; null if there is no room for it. */
  @Nullable StateMemory behindHeaderOf(ThreadStateFlavour unified) {
    int size = bytes.capacity();
    ByteBuffer whole = allocate(unified.words() * Integer.BYTES);
    if (size > whole.capacity() - ThreadStateHeaderLayout.SIZE) {
      return null;
    }
    whole.putInt(ThreadStateHeaderLayout.FLAVOR, inner.number());
    whole.putInt(ThreadStateHeaderLayout.COUNT, size / Integer.BYTES);
    whole.put(ThreadStateHeaderLayout.SIZE, bytes, 0, size);
    return of(unified, whole);
  }

  boolean holds(Registers.Place place) {
    return place.offset() + place.bytes() <= length;
  }

  long read(Registers.Place place) {
    int at = start + place.offset();
    return switch (place.bytes()) {
      case Short.BYTES -> Short.toUnsignedLong(bytes.getShort(at));
      case Integer.BYTES -> Integer.toUnsignedLong(bytes.getInt(at));
      default -> bytes.getLong(at);
    };
  }

  /** Returns a copy in which one register, which this holds, has another content. */
  StateMemory with(Registers.Place place, long value) {
    ByteBuffer changed = allocate(bytes.capacity());
    changed.put(0, bytes, 0, bytes.capacity());
    int at = start + place.offset();
    switch (place.bytes()) {
      case Short.BYTES -> changed.putShort(at, (short) value);
      case Integer.BYTES -> changed.putInt(at, (int) value);
      default -> changed.putLong(at, value);
    }
    return new StateMemory(changed, inner, start, length);
  }
}
