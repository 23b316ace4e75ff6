package org.machapi.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.NativeBuffer;

/**
 * Memory for one message and its trailer, to be used again for the next one. Serves one message at
 * a time, and is for use by one thread at a time.
 *
 * <p>It also says what becomes of a message that is too large for it. In each case whoever receives
 * is told with a {@link MessageTooLargeException}; nothing is lost silently.
 */
public final class MessageBuffer {
  private final boolean keepsLarger;
  private final int maximum;

  private boolean busy;
  private NativeBuffer memory;
  private ByteBuffer readable;
  // What looks at messages in the memory; made once, so that a message costs no more than itself.
  private Descriptors descriptors;
  private @Nullable CarriedRights carried;

  private MessageBuffer(int messageSize, boolean keepsLarger, int maximum) {
    this.memory = allocate(messageSize);
    this.readable = memory.bytes().asReadOnlyBuffer();
    this.descriptors = new Descriptors(memory);
    this.keepsLarger = keepsLarger;
    this.maximum = maximum;
  }

  /**
   * Allocates a buffer; the kernel destroys a message that is larger, with all it carries, so that
   * nobody can block a port with one.
   *
   * @param messageSize the largest message it is to hold, in bytes, header included; room for the
   *     longest trailer is added
   * @return the buffer
   * @throws IllegalArgumentException if not even a header fits, or the size is beyond all memory
   */
  public static MessageBuffer forMessagesOf(int messageSize) {
    return new MessageBuffer(requireSize(messageSize), false, messageSize);
  }

  /**
   * Allocates a buffer; a message that is larger stays in the queue ({@code MACH_RCV_LARGE}), to be
   * received with a larger buffer. Until then it keeps all messages behind it waiting.
   *
   * @param messageSize as for {@link #forMessagesOf}
   * @return the buffer
   * @throws IllegalArgumentException as {@link #forMessagesOf} does
   */
  public static MessageBuffer keepingLarger(int messageSize) {
    return new MessageBuffer(requireSize(messageSize), true, messageSize);
  }

  /**
   * Allocates a buffer that grows as messages need it, and does not shrink again; a message that is
   * larger than the maximum stays in the queue, as with {@link #keepingLarger}.
   *
   * @param messageSize as for {@link #forMessagesOf}, to begin with
   * @param maximum up to which message size it grows, in bytes
   * @return the buffer
   * @throws IllegalArgumentException as {@link #forMessagesOf} does, or if the maximum is less than
   *     the size to begin with
   */
  public static MessageBuffer growing(int messageSize, int maximum) {
    requireSize(messageSize);
    if (requireSize(maximum) < messageSize) {
      throw new IllegalArgumentException(
          "a buffer for " + messageSize + " bytes does not grow to " + maximum);
    }
    return new MessageBuffer(messageSize, true, maximum);
  }

  private static int requireSize(int messageSize) {
    if (messageSize < MachMsgLayout.HEADER_SIZE
        || messageSize > Integer.MAX_VALUE - MachMsgTrailerLayout.MAX_TRAILER_SIZE) {
      throw new IllegalArgumentException("no buffer for messages of " + messageSize + " bytes");
    }
    return messageSize;
  }

  private static NativeBuffer allocate(int messageSize) {
    return NativeBuffer.allocate(messageSize + MachMsgTrailerLayout.MAX_TRAILER_SIZE);
  }

  /** Tells whether a message that is too large is to stay in the queue. */
  boolean keepsLarger() {
    return keepsLarger;
  }

  /** Grows for a message of this size, if it may; the buffer is claimed. */
  boolean growFor(int messageSize) {
    if (Integer.compareUnsigned(messageSize, maximum) > 0) {
      return false;
    }
    memory = allocate(messageSize);
    readable = memory.bytes().asReadOnlyBuffer();
    descriptors = new Descriptors(memory);
    carried = null;
    return true;
  }

  /** Claims the buffer for a message. */
  NativeBuffer claim() {
    if (busy) {
      throw new IllegalStateException(
          "the buffer still holds a message; close that one first, or use another buffer");
    }
    busy = true;
    return memory;
  }

  /** Returns the memory to whoever has claimed it; it is another one after {@link #growFor}. */
  NativeBuffer memory() {
    return memory;
  }

  /** Returns a view of a part of the memory, in native byte order, read-only. */
  ByteBuffer view(int offset, int length) {
    return readable.slice(offset, length).order(ByteOrder.nativeOrder());
  }

  /** Returns what knows the descriptors of a message of this size, which has just arrived. */
  Descriptors descriptors(int messageSize) {
    descriptors.begin(messageSize);
    return descriptors;
  }

  /** Returns what gives back the rights of messages from this kernel. */
  CarriedRights carried(Mach mach) {
    CarriedRights known = carried;
    if (known == null || !known.isOf(mach)) {
      known = new CarriedRights(mach, memory);
      carried = known;
    }
    return known;
  }

  /** Ends the claim. */
  void release() {
    busy = false;
  }
}
