package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.message.Deadline;
import org.machapi.message.Mig;
import org.machapi.message.OutgoingMessage;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.NdrRecordLayout;
import org.machapi.raw.ThreadStatusConstants;

/**
 * The answer to an exception message, as MIG forms it: an error is header, NDR record and code;
 * success carries the new state where the request carried one.
 */
final class ExceptionReply {
  private static final Logger LOG = System.getLogger(ExceptionReply.class.getName());

  // Where things stand, in bytes from the start of the message; the NDR record is behind the
  // header.

  /** The return code: 32 bits, signed. */
  static final int RETURN_CODE = MachMsgLayout.HEADER_SIZE + NdrRecordLayout.SIZE;

  /** The size of an answer without state. */
  static final int SIZE = RETURN_CODE + Integer.BYTES;

  /** The flavour of the new state: 32 bits, signed. */
  static final int FLAVOUR = SIZE;

  /** The number of words of the new state: 32 bits. */
  static final int STATE_COUNT = FLAVOUR + Integer.BYTES;

  /** The new state. */
  static final int STATE = STATE_COUNT + Integer.BYTES;

  /** The size of an answer with as much state as there can be. */
  static final int LARGEST = STATE + ThreadStatusConstants.THREAD_STATE_MAX * Integer.BYTES;

  /** What an answer of success without state says behind its header; to be read only. */
  private static final ByteBuffer SUCCESS = head(KernReturnConstants.KERN_SUCCESS, SIZE);

  /** What an answer of failure says behind its header; to be read only. */
  private static final ByteBuffer FAILURE = head(KernReturnConstants.KERN_FAILURE, SIZE);

  private final int requestId;
  private final int code;
  private final int flavour;
  private final @Nullable ByteBuffer state;

  private ExceptionReply(int requestId, int code, int flavour, @Nullable ByteBuffer state) {
    this.requestId = requestId;
    this.code = code;
    this.flavour = flavour;
    this.state = state;
  }

  /** An answer without state. */
  static ExceptionReply of(int requestId, int code) {
    return new ExceptionReply(requestId, code, 0, null);
  }

  /** The success of a form with state; the state is read when the answer is written. */
  static ExceptionReply withState(int requestId, int flavour, ByteBuffer state) {
    return new ExceptionReply(requestId, KernReturnConstants.KERN_SUCCESS, flavour, state);
  }

  /** As above, of a state in 32-bit words, which is copied. */
  static ExceptionReply withState(int requestId, int flavour, int[] state) {
    ByteBuffer bytes =
        ByteBuffer.allocate(state.length * Integer.BYTES).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(state);
    return withState(requestId, flavour, bytes);
  }

  /** Returns what stands between the header and the state, to be read only. */
  ByteBuffer values() {
    ByteBuffer words = state;
    if (words == null) {
      // Nearly every answer is one of the two.
      return switch (code) {
        case KernReturnConstants.KERN_SUCCESS -> SUCCESS;
        case KernReturnConstants.KERN_FAILURE -> FAILURE;
        default -> head(code, SIZE);
      };
    }
    return head(code, STATE)
        .putInt(FLAVOUR - MachMsgLayout.HEADER_SIZE, flavour)
        .putInt(STATE_COUNT - MachMsgLayout.HEADER_SIZE, words.remaining() / Integer.BYTES);
  }

  /** Writes NDR record and code into so many bytes, header included, as an answer has. */
  private static ByteBuffer head(int code, int size) {
    return ByteBuffer.allocate(size - MachMsgLayout.HEADER_SIZE)
        .order(ByteOrder.nativeOrder())
        .put(0, Mig.ndr(), 0, NdrRecordLayout.SIZE)
        .putInt(RETURN_CODE - MachMsgLayout.HEADER_SIZE, code);
  }

  private void write(OutgoingMessage message) {
    message.begin(requestId + ExceptionForm.REPLY_ID_OFFSET).data(values());
    ByteBuffer words = state;
    if (words != null) {
      message.data(words);
    }
  }

  /**
   * Sends the answer without waiting; on failure the right to answer is still the caller's, unless
   * the kernel took it.
   */
  void send(OutgoingMessage message, PortRight reply) throws MachException {
    write(message);
    message.answer(reply, Deadline.immediate());
  }

  /**
   * Sends the answer without waiting; if that fails, says so in the log and throws nothing: not if
   * the right to answer leads nowhere good, nor if the kernel destroyed it when the message could
   * not be forwarded. The right to answer is the caller's.
   */
  void trySend(OutgoingMessage message, PortRight reply) {
    try {
      send(message, reply);
    } catch (MachException | IllegalArgumentException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "An exception message could not be answered: {0}", e.toString());
    }
  }
}
