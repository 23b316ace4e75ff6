package org.machapi.message;

import java.util.concurrent.atomic.AtomicBoolean;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.NativeBuffer;

/**
 * Memory for one message and its trailer, to be used again for the next one. Serves one message at
 * a time.
 */
public final class MessageBuffer {
  private final NativeBuffer memory;
  private final AtomicBoolean busy = new AtomicBoolean();

  private MessageBuffer(NativeBuffer memory) {
    this.memory = memory;
  }

  /**
   * Allocates a buffer.
   *
   * @param messageSize the largest message it is to hold, in bytes, header included; room for the
   *     longest trailer is added
   * @return the buffer
   */
  public static MessageBuffer forMessagesOf(int messageSize) {
    return new MessageBuffer(
        NativeBuffer.allocate(messageSize + MachMsgTrailerLayout.MAX_TRAILER_SIZE));
  }

  /** Claims the buffer for a message. */
  NativeBuffer claim() {
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "the buffer still holds a message; close that one first, or use another buffer");
    }
    return memory;
  }

  /** Ends the claim. */
  void release() {
    busy.set(false);
  }
}
