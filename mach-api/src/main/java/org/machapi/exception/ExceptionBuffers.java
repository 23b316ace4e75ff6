package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadStatusConstants;

/**
 * Memory that the messages of one receiver use, one after another. What only some of them need is
 * allocated when the first one does.
 */
final class ExceptionBuffers {
  private final OutgoingMessage outgoing =
      OutgoingMessage.withRoomFor(ExceptionForm.largestSizeOfAll());
  private @Nullable MessageBuffer answers;
  private @Nullable NativeBuffer state;

  /** For whatever is sent. */
  OutgoingMessage outgoing() {
    return outgoing;
  }

  /** For the answers of other handlers. */
  MessageBuffer answers() {
    MessageBuffer buffer = answers;
    if (buffer == null) {
      buffer = MessageBuffer.forMessagesOf(ExceptionReply.LARGEST);
      answers = buffer;
    }
    return buffer;
  }

  /** For one state of a thread, of any flavour, and its size. */
  NativeBuffer state() {
    NativeBuffer buffer = state;
    if (buffer == null) {
      buffer = NativeBuffer.allocate((ThreadStatusConstants.THREAD_STATE_MAX + 1) * Integer.BYTES);
      state = buffer;
    }
    return buffer;
  }
}
