package org.machapi.replay;

import org.machapi.raw.NativeBuffer;

/** The native memory of a replayer, made once and used for every call. */
final class Buffers {
  /** More than the largest message and the largest receive buffer of the recorded files. */
  static final int MESSAGE_SIZE = 1 << 15;

  private final NativeBuffer cells = NativeBuffer.allocate(128);
  private final NativeBuffer words = NativeBuffer.allocate(4 * 512);
  private final NativeBuffer message = NativeBuffer.allocate(MESSAGE_SIZE);

  NativeBuffer cells() {
    return cells;
  }

  NativeBuffer words() {
    return words;
  }

  NativeBuffer message() {
    return message;
  }
}
