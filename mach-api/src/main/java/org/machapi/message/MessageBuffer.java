package org.machapi.message;

import java.util.concurrent.atomic.AtomicBoolean;
import org.machapi.raw.MachMsgLayout;
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
   * @throws IllegalArgumentException if not even a header fits, or the size is beyond all memory
   */
  public static MessageBuffer forMessagesOf(int messageSize) {
    if (messageSize < MachMsgLayout.HEADER_SIZE
        || messageSize > Integer.MAX_VALUE - MachMsgTrailerLayout.MAX_TRAILER_SIZE) {
      throw new IllegalArgumentException("no buffer for messages of " + messageSize + " bytes");
    }
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
