package org.machapi.message;

import org.machapi.MachException;
import org.machapi.ReceiveSource;
import org.machapi.raw.MessageConstants;

/**
 * A message was larger than the buffer. What became of it depends on the buffer: it is still
 * queued, or gone with all it carried.
 */
public final class MessageTooLargeException extends MachException {
  private static final long serialVersionUID = 1L;

  /** Bytes; 0 if nobody knows. */
  private final int messageSize;

  private MessageTooLargeException(int messageSize, String detail) {
    super("mach_msg", MessageConstants.MACH_RCV_TOO_LARGE, detail);
    this.messageSize = messageSize;
  }

  static MessageTooLargeException queued(ReceiveSource source, int messageSize) {
    return new MessageTooLargeException(
        messageSize,
        "Receiving from "
            + source
            + ". It has "
            + Integer.toUnsignedString(messageSize)
            + " bytes and is still queued.");
  }

  static MessageTooLargeException gone(ReceiveSource source) {
    return new MessageTooLargeException(
        0, "Receiving from " + source + ". The kernel has destroyed it with all it carried.");
  }

  /**
   * Tells whether the message is still there, to be received with a larger buffer.
   *
   * @return false if the kernel has destroyed it
   */
  public boolean isQueued() {
    return messageSize != 0;
  }

  /**
   * Returns how large a message the buffer must be made for; room for the trailer is added by
   * {@link MessageBuffer}.
   *
   * @return bytes, header included; 0 if the message is gone, since the kernel does not tell then
   */
  public int messageSize() {
    return messageSize;
  }
}
