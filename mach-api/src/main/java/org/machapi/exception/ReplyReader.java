package org.machapi.exception;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;

/**
 * An answer to an exception message, read as the kernel's own stubs read it (bootstrap_cmds,
 * migcom/user.c): what they refuse is refused with the same code. Owns nothing; the state stays
 * where it is.
 */
record ReplyReader(int code, int flavour, int stateCount) {

  /**
   * Reads an answer.
   *
   * @param message from the header to the end, in native byte order
   * @param form the form of the request
   * @param room how many words of state the request carried; no more may come back
   */
  static ReplyReader decode(ByteBuffer message, ExceptionForm form, int room)
      throws MalformedMessageException {
    int id = message.getInt(MachMsgLayout.MSGH_ID);
    if (id != form.id + ExceptionForm.REPLY_ID_OFFSET) {
      throw new MalformedMessageException(
          MigErrorConstants.MIG_REPLY_MISMATCH,
          "Message " + id + " is no answer to message " + form.id + ".");
    }
    if (hasRights(message)) {
      throw typeError("It carries rights or memory, for which an answer has no place.");
    }
    int size = message.limit();
    if (size < ExceptionReply.SIZE) {
      throw typeError("It has " + size + " bytes, too few for a return code.");
    }
    int code = message.getInt(ExceptionReply.RETURN_CODE);
    boolean success = code == KernReturnConstants.KERN_SUCCESS;
    if (size == ExceptionReply.SIZE && !(success && form.hasState)) {
      return new ReplyReader(code, 0, 0);
    }
    if (!form.hasState || size < ExceptionReply.STATE || size > ExceptionReply.LARGEST) {
      throw typeError("It has " + size + " bytes, which its identifier does not allow.");
    }
    return success ? withState(message, room) : new ReplyReader(code, 0, 0);
  }

  private static ReplyReader withState(ByteBuffer message, int room)
      throws MalformedMessageException {
    int count = message.getInt(ExceptionReply.STATE_COUNT);
    if (message.limit() != ExceptionReply.STATE + Integer.toUnsignedLong(count) * Integer.BYTES) {
      throw typeError("It claims " + Integer.toUnsignedString(count) + " words of state.");
    }
    if (count > room) {
      throw new MalformedMessageException(
          MigErrorConstants.MIG_ARRAY_TOO_LARGE,
          "It carries " + count + " words of state, and the request had " + room + ".");
    }
    return new ReplyReader(
        KernReturnConstants.KERN_SUCCESS, message.getInt(ExceptionReply.FLAVOUR), count);
  }

  /** Tells whether there is a descriptor, or at least the claim, or a right to answer. */
  private static boolean hasRights(ByteBuffer message) {
    int bits = message.getInt(MachMsgLayout.MSGH_BITS);
    return (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0
        || message.getInt(MachMsgLayout.MSGH_REMOTE_PORT) != 0;
  }

  private static MalformedMessageException typeError(String detail) {
    return new MalformedMessageException(MigErrorConstants.MIG_TYPE_ERROR, detail);
  }

  /** Tells whether the handler says that it has handled the exception. */
  boolean isSuccess() {
    return code == KernReturnConstants.KERN_SUCCESS;
  }

  /** Returns the state in the message that was read; empty if it has none. */
  ByteBuffer state(ByteBuffer message) {
    return stateCount == 0
        ? ByteBuffer.allocate(0)
        : message
            .slice(ExceptionReply.STATE, stateCount * Integer.BYTES)
            .order(ByteOrder.nativeOrder());
  }
}
